using System.Security.Cryptography;
using Vote.Canonical;

namespace Vote.Identity.Evidence;

/// <summary>An audit officer's place in the manifest, 1..3.</summary>
public sealed record AuditorNumber
{
    /// <exception cref="ArgumentOutOfRangeException">Not 1, 2 or 3.</exception>
    public AuditorNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, SecretSharing.Count);
        Number = number;
    }

    /// <summary>The number.</summary>
    public int Number { get; }
}

/// <summary>One officer's opened share of one record's content key.</summary>
public sealed class EvidenceShare : IDisposable
{
    private readonly byte[] bytes;

    internal EvidenceShare(Digest record, AuditorNumber auditor, byte[] bytes) =>
        (Record, Auditor, this.bytes) = (record, auditor, bytes);

    /// <summary>The commitment of the record it belongs to.</summary>
    public Digest Record { get; }

    /// <summary>Whose it is.</summary>
    public AuditorNumber Auditor { get; }

    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(bytes);
}
