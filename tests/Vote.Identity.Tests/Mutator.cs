namespace Vote.Identity.Tests;

/// <summary>A small seeded mutator: flips, cuts, repeats and inserts bytes.</summary>
internal static class Mutator
{
    /// <summary>The same seed gives the same mutants, each different from the original.</summary>
    public static IEnumerable<byte[]> Mutants(byte[] original, int count, uint seed = 1)
    {
        for (var i = 0; i < count; i++)
        {
            var mutant = Mutate([.. original], ref seed);
            if (!mutant.AsSpan().SequenceEqual(original))
            {
                yield return mutant;
            }
        }
    }

    private static byte[] Mutate(List<byte> bytes, ref uint state)
    {
        for (var edits = 1 + Next(ref state, 3); edits > 0; edits--)
        {
            var at = Next(ref state, bytes.Count);
            switch (Next(ref state, 5))
            {
                case 0: bytes[at] ^= (byte)(1 << Next(ref state, 8)); break;
                case 1: bytes[at] = (byte)Next(ref state, 256); break;
                case 2: bytes.RemoveRange(at, Math.Min(1 + Next(ref state, 8), bytes.Count - at - 1 + (at > 0 ? 1 : 0))); break;
                case 3: bytes.Insert(at, (byte)Next(ref state, 256)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(1 + Next(ref state, 16), bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }

    // xorshift32: repeatable, which is all a mutator needs.
    private static int Next(ref uint state, int bound)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)bound);
    }
}
