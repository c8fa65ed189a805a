using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vote.Canonical;

namespace Vote.IdentityProvider.Jose;

/// <summary>A public key on P-256 as JSON Web Keys write it. RFC 7517 §4, RFC 7518 §6.2</summary>
public sealed class PublicJwk
{
    private const int CoordinateLength = 32;
    private readonly ECParameters parameters;

    private PublicJwk(ECPoint point) => parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point };

    /// <summary>Abscissa, base64url.</summary>
    public string X => Base64Url.Encode(parameters.Q.X);

    /// <summary>Ordinate, base64url.</summary>
    public string Y => Base64Url.Encode(parameters.Q.Y);

    /// <summary>The key's name: its thumbprint. RFC 7638 §3</summary>
    public string Thumbprint => Digest.Sha256(
        Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")).ToBase64Url();

    /// <summary>The public half of a key.</summary>
    /// <exception cref="ArgumentException">The key is on another curve.</exception>
    public static PublicJwk Of(ECDsa key)
    {
        var exported = key.ExportParameters(includePrivateParameters: false);
        return exported.Q.X?.Length == CoordinateLength && exported.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? new PublicJwk(exported.Q)
            : throw new ArgumentException("Only P-256 serves for ES256.", nameof(key));
    }

    /// <summary>Reads a key of kty EC, crv P-256 whose point lies on the curve. Private members refuse it; others are ignored.</summary>
    public static bool TryRead(JsonElement jwk, [NotNullWhen(true)] out PublicJwk? key)
    {
        key = null;
        if (jwk.ValueKind != JsonValueKind.Object
            || !jwk.TryText("kty", out var type) || type != "EC"
            || !jwk.TryText("crv", out var curve) || curve != "P-256"
            || jwk.TryGetProperty("d", out _)
            || !TryCoordinate(jwk, "x", out var x)
            || !TryCoordinate(jwk, "y", out var y))
        {
            return false;
        }

        var candidate = new PublicJwk(new ECPoint { X = x, Y = y });
        key = candidate.IsOnCurve() ? candidate : null;
        return key is not null;
    }

    internal bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(parameters);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool TryCoordinate(JsonElement jwk, string name, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return jwk.TryText(name, out var text) && Base64Url.TryDecode(text, out bytes) && bytes.Length == CoordinateLength;
    }

    private bool IsOnCurve()
    {
        try
        {
            ECDsa.Create(parameters).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
