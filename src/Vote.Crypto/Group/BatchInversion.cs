namespace Vote.Crypto.Group;

/// <summary>Many inversions of public elements for the price of one (Montgomery's trick), as many chains as there are lanes.</summary>
internal static class BatchInversion<T>
    where T : struct, IFieldLanes<T>
{
    /// <summary>before[i] becomes the product of all elements ahead of i; the answer is the product of all.</summary>
    public static T MultiplyUp(ReadOnlySpan<T> elements, Span<T> before)
    {
        var product = T.One;
        for (var i = 0; i < elements.Length; i++)
        {
            before[i] = product;
            T.Multiply(product, elements[i], out product);
        }

        return product;
    }

    /// <summary>The inverse of every lane; none may be zero.</summary>
    public static T InvertLanes(in T value)
    {
        Span<FieldElement> lanes = new FieldElement[T.Count];
        Span<FieldElement> before = new FieldElement[T.Count];
        var places = FirstPlaces();
        T.Scatter(T.Reduce(value), lanes, places);
        var product = BatchInversion<FieldElement>.MultiplyUp(lanes, before);
        var inverse = FieldPowers<FieldElement>.Invert(product);
        for (var i = lanes.Length - 1; i >= 0; i--)
        {
            var element = lanes[i];
            lanes[i] = inverse * before[i];
            inverse *= element;
        }

        return T.Gather(lanes, places);
    }

    /// <summary>Replaces every element by its inverse; none may be zero.</summary>
    public static void InvertAll(Span<FieldElement> elements)
    {
        var groups = new T[(elements.Length + T.Count - 1) / T.Count];
        var before = new T[groups.Length];
        var places = new int[T.Count];
        for (var group = 0; group < groups.Length; group++)
        {
            SetPlaces(places, group, elements.Length);
            groups[group] = T.Gather(elements, places);
        }

        var inverse = InvertLanes(MultiplyUp(groups, before));
        for (var group = groups.Length - 1; group >= 0; group--)
        {
            SetPlaces(places, group, elements.Length);
            T.Scatter(inverse * before[group], elements, places);
            T.Multiply(inverse, groups[group], out inverse);
        }
    }

    /// <summary>0, 1, 2, …: a place for each lane.</summary>
    public static int[] FirstPlaces()
    {
        var places = new int[T.Count];
        SetPlaces(places, 0, places.Length);
        return places;
    }

    /// <summary>The places of a group; lanes past the end repeat the last element.</summary>
    private static void SetPlaces(Span<int> places, int group, int length)
    {
        for (var lane = 0; lane < places.Length; lane++)
        {
            places[lane] = Math.Min((group * places.Length) + lane, length - 1);
        }
    }
}
