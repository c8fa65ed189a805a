using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Vote.Tidy.Tests;

/// <summary>Arrows point down. docs/adr/0001-house.md</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Vote.Canonical"] = [],
        ["Vote.Crypto"] = ["Vote.Canonical"],
        ["Vote.Ledger"] = ["Vote.Canonical"],
        ["Vote.Identity"] = ["Vote.Canonical", "Vote.Crypto"],
        ["Vote.Api"] = ["Vote.Canonical", "Vote.Crypto", "Vote.Ledger", "Vote.Identity"],
        ["Vote.Tally"] = ["Vote.Canonical", "Vote.Crypto", "Vote.Ledger", "Vote.Identity"],
    };

    /// <summary>Inside Vote.Crypto: Group ◀ Sigma ◀ ElGamal ◀ {Threshold, Shuffle, Hpke} ◀ Ballots.</summary>
    private static readonly Dictionary<string, string[]> AllowedInCrypto = new(StringComparer.Ordinal)
    {
        ["Group"] = [],
        ["Sigma"] = ["Group"],
        ["ElGamal"] = ["Group", "Sigma"],
        ["Hpke"] = ["Group", "Sigma", "ElGamal"],
        ["Shuffle"] = ["Group", "Sigma", "ElGamal"],
        ["Threshold"] = ["Group", "Sigma", "ElGamal", "Hpke"],
        ["Ballots"] = ["Group", "Sigma", "ElGamal", "Hpke", "Shuffle", "Threshold"],
    };

    [Fact]
    public void EveryProjectReferencesOnlyWhatLiesBelowIt()
    {
        foreach (var (project, below) in Allowed)
        {
            var file = Path.Combine(Repository.Root, "src", project, project + ".csproj");
            var references = XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
            Assert.All(references, reference => Assert.Contains(reference, below));
        }
    }

    [Fact]
    public void EveryProjectUnderSrcIsKnownHere()
    {
        var projects = Repository.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)!);
        Assert.All(projects, project => Assert.Contains(project, Allowed.Keys));
    }

    [Fact]
    public void CompiledAssembliesReferenceOnlyWhatLiesBelowThem()
    {
        foreach (var (project, below) in Allowed)
        {
            var assembly = Assembly.Load(project == "Vote.Tally" ? "vote-tally" : project);
            var ours = assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Vote.", StringComparison.Ordinal));
            Assert.All(ours, name => Assert.Contains(name, below));
        }
    }

    [Fact]
    public void FoldersOfCryptoUseOnlyWhatLiesBelowThem()
    {
        foreach (var path in Repository.Files("src/Vote.Crypto", "*.cs"))
        {
            var folder = Repository.Relative(path).Split('/')[2];
            if (!AllowedInCrypto.TryGetValue(folder, out var below))
            {
                continue; // files at the project's root are shared by all folders
            }

            var used = CryptoUsing().Matches(File.ReadAllText(path)).Select(match => match.Groups["folder"].Value).Where(name => name != folder);
            Assert.All(used, name => Assert.True(below.Contains(name, StringComparer.Ordinal), $"{Repository.Relative(path)} uses {name}"));
        }
    }

    [GeneratedRegex(@"\bVote\.Crypto\.(?<folder>[A-Z][A-Za-z]+)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CryptoUsing();
}
