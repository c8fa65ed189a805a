namespace Vote.Testing;

/// <summary>A small seeded mutator: the same seed makes the same bad bytes, so a failure can be looked at.</summary>
internal sealed class Mutator(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number below the bound, by SplitMix64.</summary>
    internal int Below(int bound)
    {
        unchecked
        {
            var mixed = state += 0x9e3779b97f4a7c15;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }
    }

    /// <summary>As many arbitrary bytes.</summary>
    internal byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)Below(256);
        }

        return bytes;
    }

    /// <summary>The bytes with one to four changes.</summary>
    internal byte[] Mutate(ReadOnlySpan<byte> original)
    {
        var bytes = original.ToArray().ToList();
        for (var changes = 1 + Below(4); changes > 0; changes--)
        {
            MutateOnce(bytes);
        }

        return [.. bytes];
    }

    private void MutateOnce(List<byte> bytes)
    {
        var at = Below(bytes.Count + 1);
        var run = Math.Min(1 + Below(8), bytes.Count - at);
        switch (Below(6))
        {
            case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << Below(8)); break;
            case 1 when at < bytes.Count: bytes[at] = bytes[Below(bytes.Count)]; break;
            case 2: bytes.RemoveRange(at, run); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, run)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            default: bytes.Insert(at, (byte)Below(256)); break;
        }
    }
}
