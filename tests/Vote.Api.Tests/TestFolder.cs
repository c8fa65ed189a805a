namespace Vote.Api.Tests;

/// <summary>A folder of a test's own, removed with it.</summary>
internal sealed class TestFolder : IDisposable
{
    // Thousands of flushes to a disk would be the whole duration of the tests; what they order is the same in memory.
    private const string Memory = "/dev/shm";

    internal DirectoryInfo Root { get; } = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"vote-api-{Guid.CreateVersion7()}"))
        : Directory.CreateTempSubdirectory("vote-api-");

    public void Dispose() => Root.Delete(recursive: true);

    internal DirectoryInfo At(string name) => new(Path.Combine(Root.FullName, name));
}
