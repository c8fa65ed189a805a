using System.Security.Cryptography;

namespace Vote.Crypto.Group;

/// <summary>RFC 9380, suite <c>P256_XMD:SHA-256_SSWU_RO_</c>: points nobody knows a relation between.</summary>
public static class HashToCurve
{
    /// <summary>The longest domain separation tag in bytes; RFC 9380 §5.3.3 would hash longer ones, we refuse them.</summary>
    public const int MaxTagSize = 255;

    // RFC 9380 §8.2: L = 48 bytes for each of two field elements.
    private const int ElementSize = 48;

    /// <summary>The point of a message; a tag that is empty or over 255 bytes throws <see cref="ArgumentException"/>.</summary>
    public static Point Hash(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag)
    {
        if (domainSeparationTag.IsEmpty || domainSeparationTag.Length > MaxTagSize)
        {
            throw new ArgumentException("A tag has 1 to 255 bytes.", nameof(domainSeparationTag));
        }

        var (first, second) = HashToField(message, domainSeparationTag);
        return MapToCurve(first) + MapToCurve(second); // the cofactor is 1
    }

    /// <summary>RFC 9380 §5.2 for a count of two.</summary>
    internal static (FieldElement First, FieldElement Second) HashToField(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag)
    {
        Span<byte> uniform = stackalloc byte[2 * ElementSize];
        ExpandMessage(message, tag, uniform);
        return (FieldElement.Reduce48BigEndian(uniform[..ElementSize]), FieldElement.Reduce48BigEndian(uniform[ElementSize..]));
    }

    /// <summary>expand_message_xmd with SHA-256, RFC 9380 §5.3.1.</summary>
    internal static void ExpandMessage(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag, Span<byte> output)
    {
        const int blockSize = 64;
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

    /// <summary>The simplified Shallue–van de Woestijne–Ulas map, RFC 9380 §6.6.2, with A = −3, Z = −10.</summary>
    internal static Point MapToCurve(in FieldElement u)
    {
        var a = -FieldElement.Three;
        var z = -FieldElement.Ten;
        var zu2 = z * FieldElement.Square(u);
        var tv = FieldElement.Square(zu2) + zu2;
        var exceptional = tv.IsZeroMask;

        // x₁ = (−B/A)·(1 + 1/tv), or B/(Z·A) when tv = 0.
        var general = (-FieldElement.CurveB) * (tv + FieldElement.One) * (a * tv).Invert();
        var x1 = FieldElement.Select(exceptional, FieldElement.CurveB * (z * a).Invert(), general);
        var gx1 = Point.CurveEquation(x1);
        var y1 = gx1.SquareRootCandidate();
        var isSquare = FieldElement.EqualsMask(FieldElement.Square(y1), gx1);

        var x2 = zu2 * x1;
        var y2 = Point.CurveEquation(x2).SquareRootCandidate();
        var x = FieldElement.Select(isSquare, x1, x2);
        var y = FieldElement.Select(isSquare, y1, y2);

        // sgn0 of y must be that of u, RFC 9380 §4.1.
        var differs = unchecked(0 - ((u.ToUInt256().Limb0 ^ y.ToUInt256().Limb0) & 1));
        return Point.FromAffine(x, FieldElement.Select(differs, -y, y));
    }

    private static void AppendTag(IncrementalHash hash, ReadOnlySpan<byte> tag)
    {
        hash.AppendData(tag);
        hash.AppendData([(byte)tag.Length]);
    }
}
