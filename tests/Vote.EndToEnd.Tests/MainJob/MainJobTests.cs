using Vote.Electorate.MainJob;
using Xunit.Abstractions;

namespace Vote.EndToEnd.Tests.MainJob;

/// <summary>Whole elections on real votes, from the first key to the verified records. The output tells what was counted, and how long it took.</summary>
[Collection(WholeElectionsCollection.Name)]
public sealed class MainJobTests(WholeElections elections, ITestOutputHelper output)
{
    [Theory]
    [InlineData("homomorphic")]
    [InlineData("mixed")]
    public async Task CountsWhatTheVotersChoseAndLeavesThreeRecordsThatVerify(string mode)
    {
        var held = await elections.HeldAsync(mode);
        output.WriteLine(held.Story);
        Assert.True(held.Outcome.TotalsAreRight, held.Story);
        Assert.True(held.Outcome.Verified, held.Story);
        Assert.Equal(3, held.Outcome.Copies.Count);
    }

    [Fact]
    public async Task CountsTheSameInBothModes()
    {
        var (homomorphic, mixed) = (await elections.HeldAsync("homomorphic"), await elections.HeldAsync("mixed"));
        Assert.Equal(homomorphic.Outcome.Totals, mixed.Outcome.Totals);
    }

    [Fact]
    public async Task KeepsEachTrusteesSecretsInOneFolderOnly()
    {
        var folders = (await elections.HeldAsync("mixed")).Outcome.Folders;
        var secrets = Enumerable.Range(1, Preparation.Trustees)
            .Select(trustee => Assert.Single(Directory.GetFiles(folders.Trustee(trustee), "*.sealed")))
            .Select(File.ReadAllBytes)
            .ToArray();
        var files = folders.Root.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => File.ReadAllBytes(file.FullName)).ToArray();
        Assert.All(secrets, secret => Assert.Single(files, file => file.AsSpan().IndexOf(secret) >= 0));
    }
}
