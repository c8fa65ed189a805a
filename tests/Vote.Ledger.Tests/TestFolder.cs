namespace Vote.Ledger.Tests;

/// <summary>A folder of a test's own, removed with it.</summary>
internal sealed class TestFolder : IDisposable
{
    // Thousands of flushes to a disk would be the whole duration of the tests; what they order is the same in memory.
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo root = Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"vote-ledger-{Guid.CreateVersion7()}"))
        : Directory.CreateTempSubdirectory("vote-ledger-");

    internal string Path => root.FullName;

    public void Dispose() => root.Delete(recursive: true);

    internal DirectoryInfo At(string name) => new(System.IO.Path.Combine(root.FullName, name));

    internal DirectoryInfo CopyOf(DirectoryInfo source, string name)
    {
        var target = At(name);
        foreach (var file in source.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(target.FullName, System.IO.Path.GetRelativePath(source.FullName, file.FullName));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        return target;
    }
}
