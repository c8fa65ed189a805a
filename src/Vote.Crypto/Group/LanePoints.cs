namespace Vote.Crypto.Group;

/// <summary>Points into lanes and out of them, and what is done with them there.</summary>
internal static class LanePoints<T>
    where T : struct, IFieldLanes<T>
{
    /// <summary>A point a lane, at most as many as there are lanes; the identity in the others.</summary>
    public static ProjectivePoint<T> Load(ReadOnlySpan<Point> points)
    {
        var (x, y, z) = (new FieldElement[T.Count], new FieldElement[T.Count], new FieldElement[T.Count]);
        for (var lane = 0; lane < T.Count; lane++)
        {
            var point = (lane < points.Length ? points[lane] : Point.Identity).Projective;
            (x[lane], y[lane], z[lane]) = (point.X, point.Y, point.Z);
        }

        var places = BatchInversion<T>.FirstPlaces();
        return new(T.Gather(x, places), T.Gather(y, places), T.Gather(z, places));
    }

    /// <summary>The points of all lanes.</summary>
    public static ProjectivePoint<FieldElement>[] Read(in ProjectivePoint<T> points)
    {
        var places = BatchInversion<T>.FirstPlaces();
        var (x, y, z) = (new FieldElement[T.Count], new FieldElement[T.Count], new FieldElement[T.Count]);
        T.Scatter(points.X, x, places);
        T.Scatter(points.Y, y, places);
        T.Scatter(points.Z, z, places);
        var read = new ProjectivePoint<FieldElement>[T.Count];
        for (var lane = 0; lane < read.Length; lane++)
        {
            read[lane] = new(x[lane], y[lane], z[lane]);
        }

        return read;
    }

    /// <summary>Writes the points of the first lanes.</summary>
    public static void Store(in ProjectivePoint<T> points, Span<Point> destination)
    {
        var read = Read(points);
        for (var lane = 0; lane < destination.Length; lane++)
        {
            destination[lane] = Point.FromProjective(read[lane]);
        }
    }

    /// <summary>
    /// Adds the entry, or its opposite in the negative lanes, to the lanes with a digit other than zero. What is added in the others
    /// to (0, 0) is thrown away.
    /// </summary>
    public static void AddSigned(ref ProjectivePoint<T> sum, in AffinePoint<T> entry, uint nonZero, uint negative)
    {
        var y = entry.Y;
        T.AssignLanes(ref y, T.Reduce(default(T) - entry.Y), negative);
        Assign(ref sum, ProjectivePoint<T>.AddAffine(sum, new(entry.X, y)), nonZero);
    }

    /// <summary>Copies the named lanes of the source over the target.</summary>
    public static void Assign(ref ProjectivePoint<T> target, in ProjectivePoint<T> source, uint lanes)
    {
        T.AssignLanes(ref target.X, source.X, lanes);
        T.AssignLanes(ref target.Y, source.Y, lanes);
        T.AssignLanes(ref target.Z, source.Z, lanes);
    }
}
