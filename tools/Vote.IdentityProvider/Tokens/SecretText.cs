using System.Security.Cryptography;
using Vote.Canonical;

namespace Vote.IdentityProvider.Tokens;

/// <summary>Names that nobody guesses: codes, access tokens, sign transactions.</summary>
internal static class SecretText
{
    private const int Length = 32;

    /// <summary>32 random bytes, base64url.</summary>
    public static string Draw() => Base64Url.Encode(RandomNumberGenerator.GetBytes(Length));
}
