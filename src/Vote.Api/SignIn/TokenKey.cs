using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Base64Url = Vote.Canonical.Base64Url;

namespace Vote.Api.SignIn;

/// <summary>A P-256 key that signs tokens (ES256): the server's sessions, or its name at the digital-ID provider. Never ballots or entries.</summary>
public sealed class TokenKey : IDisposable
{
    private readonly ECDsa key;

    private TokenKey(ECDsa key)
    {
        this.key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        (X, Y) = (Base64Url.Encode(point.X), Base64Url.Encode(point.Y));
        Security = new ECDsaSecurityKey(key) { KeyId = Base64Url.Encode(SHA256.HashData([.. point.X!, .. point.Y!])) };
    }

    internal ECDsaSecurityKey Security { get; }

    internal SigningCredentials Credentials => new(Security, SecurityAlgorithms.EcdsaSha256);

    private string X { get; }

    private string Y { get; }

    /// <summary>A fresh key.</summary>
    public static TokenKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads PEM of an EC private key on P-256.</summary>
    public static bool TryImport(string pem, [NotNullWhen(true)] out TokenKey? imported)
    {
        imported = null;
        var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(pem);
            imported = read.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? new(read) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            imported = null;
        }

        if (imported is null)
        {
            read.Dispose();
        }

        return imported is not null;
    }

    /// <summary>The secret, for a file that only the server reads.</summary>
    public string ExportPem() => key.ExportPkcs8PrivateKeyPem();

    /// <summary>The public key as the provider's registration takes it. RFC 7517 §4</summary>
    public string PublicJwk() => JsonSerializer.Serialize(new { kty = "EC", crv = "P-256", x = X, y = Y });

    public void Dispose() => key.Dispose();
}
