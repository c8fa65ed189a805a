using System.Security.Cryptography;
using System.Text;
using Vote.Canonical;

namespace Vote.Api.SignIn;

/// <summary>Random texts that name a sign-in, a browser or a ticket, and the hashes under which the database knows them.</summary>
internal static class Secrets
{
    private const int Length = 32;

    /// <summary>256 random bits as text.</summary>
    public static string Draw() => Base64Url.Encode(RandomNumberGenerator.GetBytes(Length));

    /// <summary>What is stored: whoever reads the database cannot use it.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The challenge of a code verifier. RFC 7636 §4.2</summary>
    public static string Challenge(string verifier) => Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
