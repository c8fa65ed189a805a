namespace Vote.Crypto.Group;

/// <summary>Many divisions for the price of one: whatever needs inverses of many public values at once.</summary>
internal static class AffineBatch
{
    private const int FewElements = 32;

    /// <summary>The affine coordinates of points none of which is the identity.</summary>
    public static AffinePoint<FieldElement>[] Normalize(ReadOnlySpan<JacobianPoint<FieldElement>> points)
    {
        var inverses = new FieldElement[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            inverses[i] = points[i].Z;
        }

        InvertMany(inverses);
        var affine = new AffinePoint<FieldElement>[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var square = FieldElement.Square(inverses[i]);
            affine[i] = new(points[i].X * square, points[i].Y * (square * inverses[i]));
        }

        return affine;
    }

    /// <summary>Replaces each element by its inverse; none may be zero.</summary>
    public static void InvertMany(Span<FieldElement> elements)
    {
        switch (elements.Length < FewElements ? BestLanes.One : LaneChoice.Best)
        {
            case BestLanes.Eight:
                BatchInversion<FieldLanes<Lanes512>>.InvertAll(elements);
                break;
            case BestLanes.Four:
                BatchInversion<FieldLanes<Lanes256>>.InvertAll(elements);
                break;
            default:
                BatchInversion<FieldElement>.InvertAll(elements);
                break;
        }
    }
}
