using Vote.Electorate.MainJob;
using Vote.Electorate.Network;
using Vote.EndToEnd.Tests.MainJob;
using Vote.Testing;
using Xunit.Abstractions;

namespace Vote.EndToEnd.Tests.Network;

/// <summary>
/// The main job once more, over HTTP: a server and a provider as processes, 800 voters that speak HTTP, one that clicks in Chromium on a phone,
/// in Japanese; then the tally, and the record as a stranger downloads it. ./test builds the client first.
/// </summary>
[Collection(WholeElectionsCollection.Name)]
public sealed class NetworkJobTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("homomorphic")]
    [InlineData("mixed")]
    public async Task CountsWhatWasCastOverTheNetwork(string mode)
    {
        var client = RepositoryRoot.Of("src", "Vote.Web");
        Assert.True(File.Exists(Path.Combine(client, "dist", "index.html")), "the client is not built: cd src/Vote.Web && npm ci && npm run build");

        var root = Directory.CreateTempSubdirectory("vote-network-job-");
        using var story = new StringWriter();
        try
        {
            var source = ElectionSource.Read();
            var setting = new NetworkSetting(new(new(Path.Combine(root.FullName, "town"))), Path.Combine(ElectionSource.Cache().FullName, "residents"), client);
            var right = await new NetworkJob(setting, new Narrator(story, TimeProvider.System), CancellationToken.None).RunAsync(source.File, mode);
            Assert.True(right, story.ToString());
        }
        finally
        {
            output.WriteLine(story.ToString());
            root.Delete(recursive: true);
        }
    }
}
