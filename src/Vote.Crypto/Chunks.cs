namespace Vote.Crypto;

/// <summary>Work on all cores in pieces that fill the lanes of a machine.</summary>
internal static class Chunks
{
    private const int Size = 64;

    /// <summary>Calls with the start and the length of each piece of so many items; stops between pieces.</summary>
    public static void ForAll(int count, Action<int, int> piece, CancellationToken cancellationToken) => Parallel.For(
        0,
        (count + Size - 1) / Size,
        new ParallelOptions { CancellationToken = cancellationToken },
        i => piece(i * Size, Math.Min(Size, count - (i * Size))));
}
