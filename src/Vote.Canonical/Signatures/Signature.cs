using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Vote.Canonical.Signatures;

/// <summary>
/// An ECDSA signature on P-256: r ‖ s, 32 big-endian bytes each, 0 &lt; r &lt; n and 0 &lt; s ≤ (n − 1)/2. Without the upper
/// half of s, nobody but the signer can make a second signature out of a first. spec/ledger.md §2
/// </summary>
public sealed class Signature : IEquatable<Signature>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 64;

    private readonly byte[] bytes;

    private Signature(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 64 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Takes 64 bytes with r and s in range and s low.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Signature? signature)
    {
        signature = encoded.Length == Length
            && IsInRange(encoded[..32], P256.Order - 1)
            && IsInRange(encoded[32..], P256.Order / 2)
                ? new Signature(encoded.ToArray())
                : null;
        return signature is not null;
    }

    public bool Equals(Signature? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as Signature);

    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    /// <summary>Replaces s by n − s where that is the lower one; the input comes from the platform's signer.</summary>
    internal static Signature Normalize(byte[] made)
    {
        var s = P256.Integer(made.AsSpan(32));
        if (s > P256.Order / 2)
        {
            P256.Write(P256.Order - s, made.AsSpan(32));
        }

        return new Signature(made);
    }

    private static bool IsInRange(ReadOnlySpan<byte> encoded, BigInteger maximum) =>
        P256.Integer(encoded) is var value && value > 0 && value <= maximum;
}
