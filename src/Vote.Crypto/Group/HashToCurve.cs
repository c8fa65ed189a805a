using System.Security.Cryptography;

namespace Vote.Crypto.Group;

/// <summary>RFC 9380, suite <c>P256_XMD:SHA-256_SSWU_RO_</c>: points nobody knows a relation between.</summary>
public static class HashToCurve
{
    /// <summary>The longest domain separation tag in bytes; RFC 9380 §5.3.3 would hash longer ones, we refuse them.</summary>
    public const int MaxTagSize = 255;

    // RFC 9380 §8.2: L = 48 bytes for each of two field elements.
    private const int ElementSize = 48;

    private static readonly FieldElement Ten = FieldElement.FromUInt256(new UInt256(10, 0, 0, 0));
    private static readonly FieldElement Thirty = FieldElement.FromUInt256(new UInt256(30, 0, 0, 0));

    // −Z³ = 1000.
    private static readonly FieldElement RootOfMinusZCubed = FieldPowers<FieldElement>.SquareRootCandidate(FieldElement.FromUInt256(new UInt256(1000, 0, 0, 0)));

    /// <summary>The point of a message; a tag that is empty or over 255 bytes throws <see cref="ArgumentException"/>.</summary>
    public static Point Hash(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag)
    {
        if (domainSeparationTag.IsEmpty || domainSeparationTag.Length > MaxTagSize)
        {
            throw new ArgumentException("A tag has 1 to 255 bytes.", nameof(domainSeparationTag));
        }

        var (first, second) = HashToField(message, domainSeparationTag);

        // The cofactor is 1.
        return Point.FromProjective(ProjectivePoint<FieldElement>.Add(MapToCurve(first), MapToCurve(second)));
    }

    /// <summary>RFC 9380 §5.2 for a count of two.</summary>
    internal static (FieldElement First, FieldElement Second) HashToField(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag)
    {
        Span<byte> uniform = stackalloc byte[2 * ElementSize];
        ExpandMessage(message, tag, uniform);
        return (FieldElement.Reduce48BigEndian(uniform[..ElementSize]), FieldElement.Reduce48BigEndian(uniform[ElementSize..]));
    }

    /// <summary>expand_message_xmd with SHA-256, RFC 9380 §5.3.1: 255 blocks at most, or the counter would wrap.</summary>
    internal static void ExpandMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag, Span<byte> output)
    {
        const int blockSize = 64;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, byte.MaxValue * SHA256.HashSizeInBytes, nameof(output));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> first = stackalloc byte[SHA256.HashSizeInBytes];
        hash.AppendData(stackalloc byte[blockSize]);
        hash.AppendData(message);
        hash.AppendData([(byte)(output.Length >> 8), (byte)output.Length, 0]);
        AppendTag(hash, tag);
        hash.GetHashAndReset(first);

        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        block.Clear();
        for (var i = 1; !output.IsEmpty; i++)
        {
            for (var j = 0; j < block.Length; j++)
            {
                block[j] ^= first[j];
            }

            hash.AppendData(block);
            hash.AppendData([(byte)i]);
            AppendTag(hash, tag);
            hash.GetHashAndReset(block);
            var taken = Math.Min(block.Length, output.Length);
            block[..taken].CopyTo(output);
            output = output[taken..];
        }
    }

    /// <summary>
    /// The simplified Shallue–van de Woestijne–Ulas map, RFC 9380 §6.6.2 with A = −3 and Z = −10, without a division: the
    /// fraction x = n/d stays one (§F.2), and the denominator becomes the projective coordinate.
    /// </summary>
    internal static ProjectivePoint<FieldElement> MapToCurve(in FieldElement u)
    {
        var zu2 = FieldElement.Negate(Ten * FieldElement.Square(u));
        var tv = FieldElement.Reduce(FieldElement.Square(zu2) + zu2);

        // x₁ = −B·(tv + 1) / (A·tv), or B / (Z·A) when tv = 0; −A = 3 and Z·A = 30.
        var n1 = FieldElement.CurveB * (tv + FieldElement.One);
        var d = FieldElement.Three * tv;
        FieldElement.AssignIf(ref d, Thirty, FieldElement.IsZeroMask(tv));

        // g(x₁) = v/w with v = n³ − 3·n·d² + B·d³ and w = d³.
        var dd = FieldElement.Square(d);
        var w = dd * d;
        var v = (FieldElement.Reduce(FieldElement.Square(n1) - (dd + dd + dd)) * n1) + (FieldElement.CurveB * w);
        var y1 = RootOfRatio(v, w, out var isSquare);

        // Otherwise g(x₂) = Z³u⁶·g(x₁) is the square, and y₁² = −g(x₁) gives its root.
        var n2 = zu2 * n1;
        var y2 = RootOfMinusZCubed * (u * FieldElement.Square(u)) * y1;
        var n = n2;
        var y = y2;
        FieldElement.AssignIf(ref n, n1, isSquare);
        FieldElement.AssignIf(ref y, y1, isSquare);

        // sgn0 of y must be that of u, RFC 9380 §4.1.
        var differs = unchecked(0 - (u.Parity ^ y.Parity));
        FieldElement.AssignIf(ref y, FieldElement.Negate(y), differs);
        return new(n, y * d, d);
    }

    /// <summary>r with r² = v/w, or with r² = −v/w when v/w is no square. RFC 9380 §F.2.1.2.</summary>
    private static FieldElement RootOfRatio(in FieldElement v, in FieldElement w, out ulong isSquareMask)
    {
        var vw = v * w;
        var root = vw * FieldPowers<FieldElement>.ForRatio(FieldElement.Square(w) * vw);
        isSquareMask = FieldElement.EqualsMask(FieldElement.Square(root) * w, v);
        return root;
    }

    private static void AppendTag(IncrementalHash hash, ReadOnlySpan<byte> tag)
    {
        hash.AppendData(tag);
        hash.AppendData([(byte)tag.Length]);
    }
}
