using System.Buffers.Binary;
using Vote.Canonical;
using Vote.Crypto.Group;

namespace Vote.Crypto.ElGamal;

/// <summary>
/// The generators H_0, H_1, … of one election, to which nobody knows a logarithm. They are computed, never read. spec §2.2
/// </summary>
/// <remarks>Derived once, in parallel, and kept; asking for more derives only the rest. Safe to share between threads.</remarks>
public sealed class ElectionGenerators
{
    private readonly Lock growth = new();
    private readonly ElectionHash election;
    private readonly ElectionKey key;
    private Point[] derived = [];

    /// <param name="election">The election's hash e.</param>
    /// <param name="key">The election key, which no generator may equal.</param>
    public ElectionGenerators(ElectionHash election, ElectionKey key)
    {
        this.election = election;
        this.key = key;
    }

    /// <summary>H = H_0, the base of the commitment chain. spec §7</summary>
    public Point ChainBase => Derive(0, CancellationToken.None)[0];

    private static ReadOnlySpan<byte> DomainSeparationTag => "TSUKUBA-VOTE-V01-generators-with-P256_XMD:SHA-256_SSWU_RO_"u8;

    /// <summary>H_1 … H_N, the bases of the commitments. spec §7</summary>
    /// <remarks>CPU-bound: about three multiplications a generator.</remarks>
    public IReadOnlyList<Point> CommitmentBases(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new ArraySegment<Point>(Derive(count, cancellationToken), 1, count);
    }

    /// <summary>Whether 0, G, Y, H_0 … H_N are all distinct.</summary>
    /// <returns>Rejected with <see cref="Rejection.RepeatedGenerator"/> and the two that are equal.</returns>
    public Verdict CheckDistinct(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return CheckDistinct([Point.Identity, Point.Generator, key.Point, .. Derive(count, cancellationToken).AsSpan(0, count + 1)]);
    }

    /// <summary>The list starts with 0, G, Y.</summary>
    internal static Verdict CheckDistinct(IReadOnlyList<Point> elements)
    {
        var seen = new Dictionary<Point, int>();
        for (var i = 0; i < elements.Count; i++)
        {
            if (!seen.TryAdd(elements[i], i))
            {
                return Verdict.Reject(Rejection.RepeatedGenerator, $"{NameOf(seen[elements[i]])} = {NameOf(i)}");
            }
        }

        return Verdict.Accept;
    }

    private static string NameOf(int position) => position switch
    {
        0 => "0",
        1 => "G",
        2 => "Y",
        _ => $"H_{position - 3}",
    };

    /// <summary>H_0 … H_last at least.</summary>
    private Point[] Derive(int last, CancellationToken cancellationToken)
    {
        lock (growth)
        {
            if (derived.Length > last)
            {
                return derived;
            }

            var grown = new Point[last + 1];
            derived.CopyTo(grown, 0);
            Parallel.For(derived.Length, grown.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => grown[i] = At(i));
            Point.NormalizeMany(grown);
            return derived = grown;
        }
    }

    private Point At(int index)
    {
        Span<byte> message = stackalloc byte[Digest.Length + sizeof(uint)];
        election.Bytes.CopyTo(message);
        BinaryPrimitives.WriteUInt32BigEndian(message[Digest.Length..], (uint)index);
        return HashToCurve.Hash(message, DomainSeparationTag);
    }
}
