using System.Text.Json;
using Vote.Testing;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>
/// What <c>tools/contracts</c> holds and what its build wrote. Missing files fail a test by name: <c>./test</c> installs and compiles before
/// it tests. Linked into every test project that needs it.
/// </summary>
internal static class ContractFiles
{
    /// <summary>As committed: for operators, and for whoever compares.</summary>
    internal static JsonElement Committed => Read("tools/contracts/TsukubaAnchor.json");

    /// <summary>As compiled from the source by this run of <c>./test</c>.</summary>
    internal static JsonElement Compiled => Read("artifacts/contracts/TsukubaAnchor.json");

    internal static string Path(string relative) => RepositoryRoot.Of(relative);

    /// <summary>The node's own binary, not the script that starts it: only its end is the node's end.</summary>
    internal static string Anvil()
    {
        var packages = Path("tools/contracts/node_modules/@foundry-rs");
        var found = Directory.Exists(packages)
            ? Directory.GetDirectories(packages, "anvil-*").Select(folder => System.IO.Path.Combine(folder, "bin", "anvil")).FirstOrDefault(File.Exists)
            : null;
        return found ?? throw new FileNotFoundException($"anvil is missing below {packages}: run 'npm ci' in tools/contracts, as ./test does");
    }

    private static JsonElement Read(string relative)
    {
        var path = Path(relative);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} is missing: run 'npm ci && npm run build' in tools/contracts, as ./test does");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
