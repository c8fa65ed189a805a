using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Ledger.Tests.Notes;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Tests.Records;

/// <summary>A whole election of a few slots as a record folder.</summary>
internal sealed class TestRecord : IDisposable
{
    internal TestElection Election { get; } = new();

    internal TestLog Log { get; } = new();

    internal TestFolder Folder { get; } = new();

    internal int SlotCount { get; init; } = 20;

    internal LedgerTerms Terms => new(
        new(Election.Hash, Election.Authors, SlotCount), new(Log.Origin, Log.Key.Public, WitnessPolicy.None));

    public void Dispose()
    {
        Election.Dispose();
        Log.Dispose();
        Folder.Dispose();
    }

    /// <summary>Opening, six ballots of five slots (one with a blob), an act.</summary>
    internal List<Entry> Voting()
    {
        List<Entry> entries = [Election.Opened()];
        for (var slot = 1; slot <= 4; slot++)
        {
            entries.AddRange([Election.Enrolment(slot), Election.FirstBallot(slot)]);
        }

        entries.Add(Election.ByOfficers(new AdministratorAct("restart")));
        entries.AddRange([Election.Enrolment(5), Election.FirstBallot(5, new Payload(new byte[40_000]))]);
        entries.Add(Election.Ballot(1, 1, 2, entries[2].Hash));
        return entries;
    }

    /// <summary>The officers' and trustees' entries after these.</summary>
    internal IEnumerable<Entry> Ending(IEnumerable<Entry> voting)
    {
        yield return Closing(voting);
        yield return Election.ByOfficers(new OverridesClosed());
        yield return Election.ByOfficers(new TallyInput(TestElection.Of("{}")));
        yield return Election.Mix(1, 1, 1);
        yield return Election.Mix(1, 2, 3);
        yield return Election.Share(2);
        yield return Election.Share(1);
        yield return Election.ByOfficers(new Result(TestElection.Of("{}")));
    }

    internal Entry Closing(IEnumerable<Entry> before)
    {
        var chain = HashChain.Start(Election.Hash);
        var tree = new MerkleTree();
        foreach (var entry in before)
        {
            chain = chain.Append(entry.LeafHash);
            tree.Append(entry.LeafHash);
        }

        return Election.ByOfficers(new VotingClosed(tree.Size, tree.Root, chain.Head));
    }

    internal List<Entry> Whole()
    {
        var voting = Voting();
        return [.. voting, .. Ending(voting)];
    }

    internal async Task<DirectoryInfo> WriteAsync(IReadOnlyList<Entry> entries, string name = "record")
    {
        var directory = Folder.At(name);
        Assert.Equal(LedgerVerdict.Accept, await AppendAsync(directory, entries));
        return directory;
    }

    internal Task<LedgerVerdict> AppendAsync(DirectoryInfo directory, IReadOnlyList<Entry> entries) =>
        new RecordAppender(directory, Terms, Log.Key).AppendAsync(entries, CancellationToken.None);

    internal async Task<LedgerAudit> AuditAsync(DirectoryInfo directory, Phase until = Phase.Finished)
    {
        var folder = await RecordFolder.OpenAsync(directory, CancellationToken.None);
        Assert.NotNull(folder);
        return await LedgerAuditor.RunAsync(folder, Terms, until, progress: null, CancellationToken.None);
    }

    /// <summary>The numbers of the checks that do not hold.</summary>
    internal async Task<string[]> FailedAsync(DirectoryInfo directory, Phase until = Phase.Finished) =>
        [.. (await AuditAsync(directory, until)).Checks.Where(check => check.Verdict is LedgerVerdict.Refused).Select(check => check.Number)];
}
