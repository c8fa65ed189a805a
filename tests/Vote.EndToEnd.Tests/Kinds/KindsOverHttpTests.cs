using Vote.Crypto.Ballots;
using Vote.Electorate.Demo;
using Vote.Electorate.MainJob;
using Vote.Electorate.Network;
using Vote.Electorate.Residents;
using Vote.EndToEnd.Tests.MainJob;
using Vote.Tally.Record;
using Xunit.Abstractions;

namespace Vote.EndToEnd.Tests.Kinds;

/// <summary>
/// An election with a question of every kind, over HTTP, from the first key to the published result, which `vote-tally verify` accepts on a
/// record downloaded from the server. Its ballots are too large for an entry and travel as blobs.
/// </summary>
[Collection(WholeElectionsCollection.Name)]
public sealed class KindsOverHttpTests(ITestOutputHelper output)
{
    private const int Voters = 3;

    [Fact]
    public async Task CountsEveryKindFromBlobs()
    {
        var root = Directory.CreateTempSubdirectory("vote-kinds-");
        using var story = new StringWriter();
        try
        {
            var folders = new DemoFolders(new(Path.Combine(root.FullName, "town")));
            var result = await HoldAsync(folders, new(story, TimeProvider.System), CancellationToken.None);
            Assert.Equal(Voters, result.Counted);
            foreach (var (i, asked) in EveryKind.Questions.Index())
            {
                AssertCounted(asked, result.Questions[i]);
            }
        }
        finally
        {
            output.WriteLine(story.ToString());
            root.Delete(recursive: true);
        }
    }

    private static async Task<ResultContent> HoldAsync(DemoFolders folders, Narrator narrator, CancellationToken cancellationToken)
    {
        var addresses = Town.FreeAddresses();
        var plan = new EveryKind(TimeProvider.System.GetUtcNow().AddMinutes(-1), addresses.Server.Authority);
        var cache = Path.Combine(ElectionSource.Cache().FullName, "residents");
        var manifest = await new DemoPreparation(folders, addresses, narrator, cache).RunAsync(plan, InventedResidents.Make("kinds", Voters), cancellationToken);
        await using var town = await Town.StartAsync(folders, addresses, client: null, cancellationToken);
        for (var i = 0; i < Voters; i++)
        {
            await VoteAsync(addresses.Server, manifest, i, cancellationToken);
        }

        Assert.Equal(0, await new DemoTally(folders, addresses, narrator, cancellationToken).RunAsync());
        var counting = new Counting(folders.People, new VoteTally(folders.People, cancellationToken), manifest);
        return await counting.ReadResultAsync(Path.Combine(folders.Root.FullName, "records", "verified"), cancellationToken);
    }

    private static async Task VoteAsync(Uri server, Manifest manifest, int number, CancellationToken cancellationToken)
    {
        using var voter = new HttpVoter(server, manifest);
        await voter.SignInAsync(number, cancellationToken);
        var ballot = voter.Seal([.. manifest.Questions.Zip(EveryKind.Questions, (question, asked) => Choose(question, asked.Choices[number]))]);
        Assert.True(ballot.TryGetBlob(out var blob));
        Assert.True(blob.Bytes.Length > 248 * 294, "the pairs of thirteen options alone take 248 bits");
        await voter.CastAsync(server, ballot, cancellationToken);
    }

    private static Selection Choose(Question question, int[] chosen) => chosen.Length == 0 ? Selection.Blank : HttpVoter.Choose(question, chosen);

    private static void AssertCounted(AskedQuestion asked, QuestionResult result)
    {
        if (result is QuestionResult.Mixed(var totals, var votes))
        {
            Assert.Equal(
                asked.Choices.Select(Text).Order(StringComparer.Ordinal),
                votes.Select(vote => Text(Assert.IsType<DecryptedVote.Valid>(vote).Selection.Numbers)).Order(StringComparer.Ordinal));
            Assert.True(asked.Totals.Length == 0 || asked.Totals.SequenceEqual(totals), $"{asked.Yaml}: {Text(totals)}");
            return;
        }

        var counted = Assert.IsType<QuestionResult.Homomorphic>(result).Totals;
        Assert.True(asked.Totals.SequenceEqual(counted), $"{asked.Yaml}: {Text(counted)}");
    }

    private static string Text<T>(IEnumerable<T> numbers) => string.Join(' ', numbers);
}
