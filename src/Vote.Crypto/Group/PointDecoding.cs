namespace Vote.Crypto.Group;

/// <summary>Decodes compressed points, as many square roots at once as there are lanes. SEC 1 §2.3.4. Public points only.</summary>
internal static class PointDecoding<T>
    where T : struct, IFieldLanes<T>
{
    /// <summary>Decodes one point for each place of the span from encodings that stand one after the other; false if one is none.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> concatenated, Span<Point> points)
    {
        Span<FieldElement> x = new FieldElement[T.Count];
        Span<FieldElement> y = new FieldElement[T.Count];
        var places = BatchInversion<T>.FirstPlaces();
        for (var first = 0; first < points.Length; first += T.Count)
        {
            // Lanes past the end keep what they had.
            var group = points.Slice(first, Math.Min(T.Count, points.Length - first));
            var encodings = concatenated.Slice(first * Point.Size, group.Length * Point.Size);
            if (!TryReadX(encodings, x) || !TryFindY(x, y, places, group.Length))
            {
                return false;
            }

            for (var lane = 0; lane < group.Length; lane++)
            {
                // y = 0 has no second sign, but no point has it: the order is odd.
                var sameSign = y[lane].Parity == (encodings[lane * Point.Size] & 1u);
                group[lane] = Point.FromAffine(x[lane], sameSign ? y[lane] : FieldElement.Negate(y[lane]));
            }
        }

        return true;
    }

    private static bool TryReadX(ReadOnlySpan<byte> encodings, Span<FieldElement> x)
    {
        for (var lane = 0; lane * Point.Size < encodings.Length; lane++)
        {
            var encoding = encodings.Slice(lane * Point.Size, Point.Size);
            if ((encoding[0] & 0xFE) != 2 || !FieldElement.TryDecode(encoding[1..], out x[lane]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryFindY(ReadOnlySpan<FieldElement> x, Span<FieldElement> y, ReadOnlySpan<int> places, int count)
    {
        var lanes = T.Gather(x, places);
        var square = ((T.Square(lanes) - T.Broadcast(FieldElement.Three)) * lanes) + T.CurveB;
        var root = FieldPowers<T>.SquareRootCandidate(square);
        T.Scatter(root, y, places);
        var all = (1u << count) - 1;
        return (T.ZeroLanes(T.Square(root) - square) & all) == all;
    }
}
