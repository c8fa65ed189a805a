namespace Vote.Testing;

/// <summary>The checked-out tree, found from the test's own place upwards: what the compiler wrote down is none of this disk in a reproducible build.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder of the solution.</summary>
    internal static string Path { get; } = Find();

    /// <summary>A file or folder of the tree.</summary>
    internal static string Of(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "TsukubaVote.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
