namespace Vote.Crypto.Group;

/// <summary>Points into lanes and out of them.</summary>
internal static class LanePoints<T>
    where T : struct, IFieldLanes<T>
{
    /// <summary>The points of all lanes.</summary>
    public static ProjectivePoint<FieldElement>[] Read(in ProjectivePoint<T> points)
    {
        var places = BatchInversion<T>.FirstPlaces();
        var x = new FieldElement[T.Count];
        var y = new FieldElement[T.Count];
        var z = new FieldElement[T.Count];
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
}
