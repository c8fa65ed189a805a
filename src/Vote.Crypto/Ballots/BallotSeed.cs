using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>
/// The 32 secret bytes all encryption scalars of one attempt at a ballot come from. Whoever has it can open that ballot. spec §2.5
/// </summary>
public sealed class BallotSeed : IDisposable
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly byte[] bytes = new byte[Length];
    private bool disposed;

    private BallotSeed()
    {
    }

    private static ReadOnlySpan<byte> Label => "tsukuba-vote/ballot-randomness/v1\0"u8;

    /// <summary>A fresh seed. One attempt, one seed: a changed choice or a re-vote takes another.</summary>
    public static BallotSeed Generate()
    {
        var seed = new BallotSeed();
        RandomNumberGenerator.Fill(seed.bytes);
        return seed;
    }

    /// <summary>Takes exactly 32 bytes, of an opening.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out BallotSeed? seed)
    {
        seed = null;
        if (encoded.Length != Length)
        {
            return false;
        }

        seed = new();
        encoded.CopyTo(seed.bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes, for an opening.</summary>
    /// <exception cref="ArgumentException">The destination is shorter.</exception>
    public void CopyTo(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        bytes.CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>The encryption scalar r of one ciphertext; zero with probability 2⁻²⁵⁶, and then the seed is useless.</summary>
    /// <param name="election">The election hash e.</param>
    /// <param name="credential">The key that signs the ballot.</param>
    /// <param name="sequence">The ballot's sequence.</param>
    /// <param name="question">Number of the question, from 1.</param>
    /// <param name="index">Number of the ciphertext in its question, from 1.</param>
    internal Scalar EncryptionScalar(ElectionHash election, SignatureKey credential, long sequence, int question, int index)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Span<byte> input = stackalloc byte[Label.Length + Length + Canonical.Digest.Length + SignatureKey.Length + 16];
        Span<byte> wide = stackalloc byte[Scalar.WideSize];

        var rest = Append(input, Label);
        rest = Append(rest, bytes);
        rest = Append(rest, election.Bytes);
        rest = Append(rest, credential.Bytes);
        BinaryPrimitives.WriteUInt64BigEndian(rest, (ulong)sequence);
        BinaryPrimitives.WriteUInt32BigEndian(rest[8..], (uint)question);
        BinaryPrimitives.WriteUInt32BigEndian(rest[12..], (uint)index);
        Shake256.HashData(input, wide);
        var r = Scalar.Reduce48LittleEndian(wide);

        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(wide);
        return r;
    }

    private static Span<byte> Append(Span<byte> destination, ReadOnlySpan<byte> part)
    {
        part.CopyTo(destination);
        return destination[part.Length..];
    }
}
