using Vote.Crypto.Tests.Vectors;

namespace Vote.Crypto.Tests.ConstantTime;

/// <summary>
/// Every basic block of Vote.Crypto runs equally often whatever the secret is. Methods that say <c>Vartime</c> are left out of the count and
/// named instead: each stands in docs/constant-time.md with the reason why what it is given is public.
/// </summary>
public sealed class SecretPathTests
{
    private const int Runs = 4;

    /// <summary>What the proofs may call: coefficients and elements of the statement, which the verifier sees too.</summary>
    private static readonly string[] Public = ["InstanceRules.", "PublicSum.", "Point.MultiplesVartime ", "JacobianAddition.Add"];

    private static readonly Lazy<BlockInstrumenter> Instrumented = new(() => new());

    public static TheoryData<string> Paths => [.. SecretPaths.Names().Where(name => !name.StartsWith('('))];

    [Theory]
    [MemberData(nameof(Paths))]
    public void RunsEveryBlockEquallyOftenWhateverTheSecret(string path)
    {
        Count(path); // tables and other things made once
        var first = Count(path);
        Assert.True(first.Counts.Sum(count => (long)count) > 3, path);
        for (var run = 1; run < Runs; run++)
        {
            var (counts, vartime) = Count(path);
            var differing = Enumerable.Range(0, counts.Length).Where(block => counts[block] != first.Counts[block])
                .Select(block => $"{Instrumented.Value.Blocks[block]}: {first.Counts[block]} and {counts[block]}");
            Assert.Empty(differing);
            Assert.Equal(first.Vartime, vartime);
        }

        Assert.All(first.Vartime, method => Assert.Contains(Public, allowed => method.StartsWith(allowed, StringComparison.Ordinal)));
    }

    /// <summary>The document lists every counted path by the name before its first comma, as code.</summary>
    [Fact]
    public void StandsInTheDocument()
    {
        var document = File.ReadAllText(Path.Combine(VectorFile.Root(), "docs", "constant-time.md"));
        Assert.All(SecretPaths.Names(), name => Assert.Contains($"`{name.Split(',')[0]}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void WouldSeeAVariableTimePath()
    {
        const string control = "(control) k·P by public windows";
        Count(control);
        var first = Count(control).Counts;
        Assert.Contains(Enumerable.Range(0, Runs), _ => !Count(control).Counts.SequenceEqual(first));
    }

    private static (int[] Counts, string[] Vartime) Count(string path) =>
        ((int[] Counts, string[] Vartime))Instrumented.Value.Method(typeof(SecretPaths), nameof(SecretPaths.Count))
            .Invoke(null, [path, Instrumented.Value.Blocks.Count])!;
}
