namespace Vote.Crypto.Tests.Threshold;

/// <summary>All subsets of a short list, the empty one included.</summary>
internal static class Subsets
{
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IReadOnlyList<T> items) =>
        Enumerable.Range(0, 1 << items.Count).Select(mask => items.Where((_, i) => (mask >> i & 1) == 1).ToArray());

    public static IEnumerable<IReadOnlyList<T>> OfSize<T>(IReadOnlyList<T> items, int size) => Of(items).Where(subset => subset.Count == size);
}
