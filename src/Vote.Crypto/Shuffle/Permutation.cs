using System.Security.Cryptography;

namespace Vote.Crypto.Shuffle;

/// <summary>A secret permutation of 0 … N−1; wiped when disposed.</summary>
/// <remarks>Which memory is read depends on it; the shuffle runs on a machine of the trustee's own, offline.</remarks>
public sealed class Permutation : IDisposable
{
    private readonly int[] images;

    private Permutation(int[] images) => this.images = images;

    /// <summary>N.</summary>
    public int Count => images.Length;

    /// <summary>π(i): where output i comes from.</summary>
    internal int this[int index] => images[index];

    /// <summary>Uniform over all N! permutations (Fisher–Yates; the platform's generator rejects what would be biased).</summary>
    public static Permutation Draw(int count)
    {
        var drawn = Enumerable.Range(0, count).ToArray();
        RandomNumberGenerator.Shuffle(drawn.AsSpan());
        return new(drawn);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.Clear(images);

    /// <summary>A given permutation, for vectors.</summary>
    /// <exception cref="ArgumentException">A number is missing or stands twice.</exception>
    internal static Permutation Of(ReadOnlySpan<int> given)
    {
        var sorted = given.ToArray();
        Array.Sort(sorted);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i] != i)
            {
                throw new ArgumentException("Not a permutation.", nameof(given));
            }
        }

        return new(given.ToArray());
    }
}
