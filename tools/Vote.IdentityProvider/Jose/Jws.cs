using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vote.Canonical;

namespace Vote.IdentityProvider.Jose;

/// <summary>
/// A token in compact form whose header says ES256 and nothing that would change its meaning. Not verified yet: claims become
/// readable through <see cref="TryVerify"/> alone. RFC 7515 §7.1, RFC 7518 §3.4
/// </summary>
internal sealed class Jws
{
    /// <summary>Greatest accepted length in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>The one algorithm.</summary>
    public const string Algorithm = "ES256";

    private const int SignatureLength = 64;
    private readonly byte[] signed;
    private readonly byte[] signature;
    private readonly JsonElement claims;

    private Jws(byte[] signed, byte[] signature, JsonElement claims) =>
        (this.signed, this.signature, this.claims) = (signed, signature, claims);

    /// <summary>Who it says has made it: good for finding the keys, and for nothing else.</summary>
    public string? UnverifiedIssuer => claims.TryText("iss", out var issuer) ? issuer : null;

    /// <summary>Decodes three strict base64url parts: header, claims, and 64 bytes of signature.</summary>
    public static bool TryDecode(string compact, [NotNullWhen(true)] out Jws? token)
    {
        token = null;
        if (compact.Length > MaxLength
            || compact.Split('.') is not [var header, var payload, var tail]
            || !Base64Url.TryDecode(header, out var headerBytes)
            || !Base64Url.TryDecode(payload, out var payloadBytes)
            || !Base64Url.TryDecode(tail, out var signature)
            || signature.Length != SignatureLength
            || !JoseJson.TryParseObject(headerBytes, out var head)
            || !JoseJson.TryParseObject(payloadBytes, out var claims)
            || !IsOurs(head))
        {
            return false;
        }

        token = new Jws(Encoding.ASCII.GetBytes($"{header}.{payload}"), signature, claims);
        return true;
    }

    /// <summary>The claims, if one of these keys signed them.</summary>
    public bool TryVerify(IEnumerable<PublicJwk> keys, out JsonElement verified)
    {
        verified = claims;
        return keys.Any(key => key.Verifies(signed, signature));
    }

    /// <summary>Signs claims; a reader of the token finds the key by its thumbprint.</summary>
    public static string Sign(ECDsa key, string keyId, object claims)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = Algorithm, kid = keyId, typ = "JWT" });
        var toSign = $"{Base64Url.Encode(header)}.{Base64Url.Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var made = key.SignData(Encoding.ASCII.GetBytes(toSign), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{toSign}.{Base64Url.Encode(made)}";
    }

    // RFC 7515 §4.1.11: an extension marked critical that is not understood refuses the token; we understand none.
    private static bool IsOurs(JsonElement header) =>
        header.TryText("alg", out var algorithm)
        && string.Equals(algorithm, Algorithm, StringComparison.Ordinal)
        && !header.TryGetProperty("crit", out _);
}
