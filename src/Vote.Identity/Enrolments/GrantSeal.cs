using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Slots;

namespace Vote.Identity.Enrolments;

/// <summary>
/// Lets a database keep grants without being able to make one: each carries an HMAC under this key, which is not in the database.
/// So a row that was written past the enrolment desk enrols nobody. spec/identity §9 (6)
/// </summary>
public sealed class GrantSeal : IDisposable
{
    /// <summary>Number of bytes of the key.</summary>
    public const int Length = 32;

    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("tsukuba-vote/pending-grant/v1\0");
    private readonly byte[] key;

    private GrantSeal(byte[] key) => this.key = key;

    /// <summary>Draws a new key.</summary>
    public static GrantSeal Draw() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Takes exactly 32 bytes; the caller wipes its copy.</summary>
    public static bool TryImport(ReadOnlySpan<byte> secret, [NotNullWhen(true)] out GrantSeal? seal)
    {
        seal = secret.Length == Length ? new(secret.ToArray()) : null;
        return seal is not null;
    }

    /// <summary>A copy for the server's key file. The caller wipes it.</summary>
    public byte[] Export() => [.. key];

    /// <summary>The bytes to keep.</summary>
    public byte[] Seal(Grant grant)
    {
        var content = Write(grant);
        return content.With("mac", CanonicalValue.Bytes(Mac(content))).Encode();
    }

    /// <summary>Takes bytes that this key sealed.</summary>
    public bool TryOpen(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Grant? grant)
    {
        grant = null;
        if (!ObjectReader.TryParse(bytes, out var reader))
        {
            return false;
        }

        var act = reader.Hash("act");
        var credential = reader.Decode<SignatureKey>("credential", SignatureKey.TryDecode);
        var generation = new Generation(reader.Count("generation", 1, int.MaxValue));
        var slot = new Slot(reader.Count("slot", 1, int.MaxValue));
        var mac = reader.Bytes("mac", Length);
        if (!reader.Finish() || credential is null)
        {
            return false;
        }

        var read = new Grant(slot, generation, credential, act);
        grant = CryptographicOperations.FixedTimeEquals(mac, Mac(Write(read))) ? read : null;
        return grant is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    private static CanonicalObject Write(Grant grant) => CanonicalObject.Of(
        ("act", CanonicalValue.Hash(grant.Act)),
        ("credential", CanonicalValue.Bytes(grant.Credential.Bytes)),
        ("generation", CanonicalValue.Number(grant.Generation.Number)),
        ("slot", CanonicalValue.Number(grant.Slot.Number)));

    private byte[] Mac(CanonicalObject content) => HMACSHA256.HashData(key, (byte[])[.. Domain, .. content.Encode()]);
}
