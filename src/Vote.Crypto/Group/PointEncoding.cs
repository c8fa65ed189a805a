using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Group;

/// <content>SEC 1 §2.3.3 and §2.3.4, the compressed form only.</content>
public sealed partial class Point
{
    /// <summary>Length of the only encoding in bytes. The identity has none.</summary>
    public const int Size = 33;

    /// <summary>Decodes 02 or 03 and an x below p that is on the curve; every other input fails.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Point? point)
    {
        point = null;
        if (bytes.Length != Size || (bytes[0] & 0xFE) != 2 || !FieldElement.TryDecode(bytes[1..], out var x))
        {
            return false;
        }

        var square = CurveEquation(x);
        var root = FieldPowers<FieldElement>.SquareRootCandidate(square);
        if (FieldElement.EqualsMask(FieldElement.Square(root), square) == 0)
        {
            return false;
        }

        // y = 0 has no second sign, but no point has it: the order is odd.
        var sameSign = root.Parity == (bytes[0] & 1u);
        point = new(x, sameSign ? root : FieldElement.Negate(root));
        return true;
    }

    /// <summary>Decodes points written one after the other; one failure or a remainder fails all.</summary>
    public static bool TryDecodeMany(ReadOnlySpan<byte> concatenated, [NotNullWhen(true)] out Point[]? points)
    {
        points = null;
        if (concatenated.Length % Size != 0)
        {
            return false;
        }

        var decoded = new Point[concatenated.Length / Size];
        var areAll = LaneChoice.Best switch
        {
            BestLanes.Eight when decoded.Length > 2 => PointDecoding<FieldLanes<Lanes512>>.TryDecode(concatenated, decoded),
            BestLanes.Eight or BestLanes.Four when decoded.Length > 1 =>
                PointDecoding<FieldLanes<Lanes256>>.TryDecode(concatenated, decoded),
            _ => PointDecoding<FieldElement>.TryDecode(concatenated, decoded),
        };
        points = areAll ? decoded : null;
        return areAll;
    }

    /// <summary>The 33 bytes; the identity throws <see cref="InvalidOperationException"/>.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[Size];
        EncodeTo(bytes);
        return bytes;
    }

    /// <summary>Writes 33 bytes; the identity throws <see cref="InvalidOperationException"/>.</summary>
    public void EncodeTo(Span<byte> destination)
    {
        if (destination.Length < Size)
        {
            throw new ArgumentException("A point takes 33 bytes.", nameof(destination));
        }

        if (IsIdentity)
        {
            throw new InvalidOperationException("The identity has no encoding.");
        }

        var affine = ToAffine();
        destination[0] = (byte)(2 | affine.Y.Parity);
        affine.X.ToUInt256().WriteBigEndian(destination[1..]);
    }

    /// <summary>All encodings, one after the other, for one inversion; an identity throws <see cref="InvalidOperationException"/>.</summary>
    public static byte[] EncodeMany(IReadOnlyList<Point> points)
    {
        NormalizeMany(points.ToArray());
        var bytes = new byte[points.Count * Size];
        for (var i = 0; i < points.Count; i++)
        {
            points[i].EncodeTo(bytes.AsSpan(i * Size, Size));
        }

        return bytes;
    }

    /// <summary>Writes both coordinates, 32 big-endian bytes each; false, and nothing written, for the identity.</summary>
    public bool TryGetCoordinates(Span<byte> x32, Span<byte> y32)
    {
        if (IsIdentity)
        {
            return false;
        }

        var affine = ToAffine();
        affine.X.ToUInt256().WriteBigEndian(x32);
        affine.Y.ToUInt256().WriteBigEndian(y32);
        return true;
    }

    /// <summary>Reads two big-endian coordinates of 32 bytes below p that satisfy the curve equation; all else fails.</summary>
    public static bool TryFromCoordinates(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, [NotNullWhen(true)] out Point? p)
    {
        p = null;
        if (x.Length != FieldElement.Size || y.Length != FieldElement.Size
            || !FieldElement.TryDecode(x, out var fieldX) || !FieldElement.TryDecode(y, out var fieldY)
            || FieldElement.EqualsMask(FieldElement.Square(fieldY), CurveEquation(fieldX)) == 0)
        {
            return false;
        }

        p = new(fieldX, fieldY);
        return true;
    }

    /// <summary>A point from coordinates that are known to satisfy the curve equation.</summary>
    internal static Point FromAffine(in FieldElement x, in FieldElement y) => new(x, y);

    /// <summary>x³ − 3x + b.</summary>
    internal static FieldElement CurveEquation(in FieldElement x) =>
        ((FieldElement.Square(x) - FieldElement.Three) * x) + FieldElement.CurveB;

    /// <summary>Computes and keeps the affine coordinates of all points with one inversion.</summary>
    internal static void NormalizeMany(ReadOnlySpan<Point> points)
    {
        List<Point> pending = [];
        foreach (var point in points)
        {
            if (point._normalized is null && !point.IsIdentity)
            {
                pending.Add(point);
            }
        }

        if (pending.Count == 0)
        {
            return;
        }

        var inverses = pending.ConvertAll(point => point._projective.Z).ToArray();
        AffineBatch.InvertMany(inverses);
        for (var i = 0; i < inverses.Length; i++)
        {
            pending[i].NormalizeWith(inverses[i]);
        }
    }

    /// <summary>The affine coordinates; the caller knows that this is not the identity.</summary>
    internal AffinePoint<FieldElement> ToAffine()
    {
        var affine = Normalize()._projective;
        return new(affine.X, affine.Y);
    }

    private Point Normalize() => _normalized ?? NormalizeWith(_projective.Z.Invert());

    private Point NormalizeWith(in FieldElement inverse) =>
        _normalized = new Point(_projective.X * inverse, _projective.Y * inverse);
}
