namespace Vote.Crypto.Group;

/// <summary>
/// Some field elements that are computed with at once. Bulk algorithms are written once over this interface; a single
/// <see cref="FieldElement"/> is the group of one, for machines without wide vectors and as the twin in tests.
/// </summary>
/// <remarks>Lanes are named by bits, lane i by bit i.</remarks>
internal interface IFieldLanes<T> : IFieldElement<T>
    where T : struct, IFieldLanes<T>
{
    /// <summary>Elements in a group.</summary>
    static abstract int Count { get; }

    /// <summary>The same element in every lane.</summary>
    static abstract T Broadcast(in FieldElement element);

    /// <summary>left·right, without a copy on the way; the product may take the place of a factor.</summary>
    static abstract void Multiply(in T left, in T right, out T product);

    /// <summary>The elements at the given places, one place a lane; each in tight form.</summary>
    static abstract T Gather(ReadOnlySpan<FieldElement> elements, ReadOnlySpan<int> places);

    /// <summary>Writes each lane, which is in tight form, to its place. Where two lanes have one place, the last wins.</summary>
    static abstract void Scatter(in T value, Span<FieldElement> elements, ReadOnlySpan<int> places);

    /// <summary>The lanes that hold the residue zero.</summary>
    static abstract uint ZeroLanes(in T value);

    /// <summary>Copies the named lanes of the source over the target.</summary>
    static abstract void AssignLanes(ref T target, in T source, uint lanes);

    /// <summary>
    /// Lane i gets entries[indices[i]·stride], or zero for an index past the end; one entry of every stride is read whatever the indices.
    /// </summary>
    static abstract T SelectShared(ReadOnlySpan<FieldElement> entries, int stride, ReadOnlySpan<ulong> indices);

    /// <summary>Lane i gets lane i of entries[indices[i]·stride], in the same way.</summary>
    static abstract T SelectOwn(ReadOnlySpan<T> entries, int stride, ReadOnlySpan<ulong> indices);
}
