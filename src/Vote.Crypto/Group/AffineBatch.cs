namespace Vote.Crypto.Group;

/// <summary>Many divisions for the price of one: whatever needs inverses of many public values at once.</summary>
internal static class AffineBatch
{
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

    /// <summary>Replaces each element by its inverse (Montgomery's trick); none may be zero.</summary>
    public static void InvertMany(Span<FieldElement> elements) => InvertMany(elements, new FieldElement[elements.Length]);

    /// <summary>The same with the caller's scratch space, which is as long as the elements or longer.</summary>
    public static void InvertMany(Span<FieldElement> elements, Span<FieldElement> before)
    {
        var product = FieldElement.One;
        for (var i = 0; i < elements.Length; i++)
        {
            before[i] = product;
            product *= elements[i];
        }

        var inverse = product.Invert();
        for (var i = elements.Length - 1; i >= 0; i--)
        {
            var element = elements[i];
            elements[i] = inverse * before[i];
            inverse *= element;
        }
    }
}
