using Vote.Testing;

namespace Vote.Tidy.Tests;

/// <summary>The checked-out tree these tests look at.</summary>
internal static class Repository
{
    public static string Root => RepositoryRoot.Path;

    /// <summary>Source files of ours below a folder of the tree, build output left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Where(IsOurs);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsOurs(string path) =>
        !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "artifacts" or "wwwroot" or "dist");
}
