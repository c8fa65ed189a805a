using System.Security.Cryptography;
using System.Text;
using Vote.Canonical;
using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.Jose;

/// <summary>The provider's own secrets, kept in the data folder: the key of ID tokens and the key of pairwise subjects.</summary>
internal sealed class ProviderKeys : IDisposable
{
    private const int SubjectKeyLength = 32;
    private readonly Lock guard = new();
    private readonly ECDsa signing;
    private readonly byte[] subjects;

    private ProviderKeys(ECDsa signing, byte[] subjects)
    {
        (this.signing, this.subjects) = (signing, subjects);
        Public = PublicJwk.Of(signing);
    }

    /// <summary>What verifies ID tokens.</summary>
    public PublicJwk Public { get; }

    /// <summary>Loads the secrets, or draws and keeps them.</summary>
    /// <exception cref="CryptographicException">A file is not what it should be.</exception>
    public static ProviderKeys OpenOrCreate(string directory)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(ProviderFiles.LoadOrCreate(Path.Combine(directory, "id-token.pk8"), NewSigningKey), out _);
        var secret = ProviderFiles.LoadOrCreate(
            Path.Combine(directory, "pairwise.key"), () => RandomNumberGenerator.GetBytes(SubjectKeyLength));
        return secret.Length == SubjectKeyLength
            ? new ProviderKeys(key, secret)
            : throw new CryptographicException("pairwise.key has another length.");
    }

    /// <summary>Signs claims as a token.</summary>
    public string Sign(object claims)
    {
        lock (guard)
        {
            return Jws.Sign(signing, Public.Thumbprint, claims);
        }
    }

    /// <summary>
    /// How clients of a sector know a person: HMAC-SHA256 over the sector's hash and the person's, so that two sectors cannot
    /// compare. OpenID Connect Core §8.1
    /// </summary>
    public string SubjectOf(RegisteredClient client, Digest person)
    {
        var sector = Digest.Sha256(Encoding.UTF8.GetBytes(client.Sector));
        return Base64Url.Encode(HMACSHA256.HashData(subjects.AsSpan(), [.. sector.Bytes, .. person.Bytes]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        signing.Dispose();
        CryptographicOperations.ZeroMemory(subjects);
    }

    private static byte[] NewSigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
