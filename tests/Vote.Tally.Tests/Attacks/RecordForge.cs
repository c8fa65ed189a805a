using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Tally.Ceremonies;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;
using Vote.Tally.Verification;
using LedgerShare = Vote.Ledger.Entries.DecryptionShare;
using Share = Vote.Crypto.Threshold.DecryptionShare;
using ShuffleEntry = Vote.Ledger.Entries.Shuffle;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// Every key of the mock election in one hand: officers, trustees, registrar, log, witness. It completes a record after any ballots, honestly or with one lie, and
/// signs it all rightly, so that nothing but the lie can be found. The verifier and the trustees' own tool judge it independently of each other.
/// </summary>
internal sealed class RecordForge : IDisposable
{
    private static readonly WorkMonitor Monitor = new(null, CancellationToken.None);
    private readonly MockElection election;
    private readonly List<IDisposable> owned = [];
    private readonly SigningKey[] officers;
    private readonly Ed25519SecretKey log;

    public RecordForge(MockElection election)
    {
        (this.election, Manifest) = (election, election.Manifest());
        officers = [.. new[] { "A", "B" }.Select(name => Keep(SecretKeyFile.OpenSigningKey(
            MockElection.Silent, KeyRole.Officer, election.Place[$"keys/officer-{name}.sealed"], election.Place.PassphraseFile)))];
        Registrar = Keep(SecretKeyFile.OpenSigningKey(
            MockElection.Silent, KeyRole.Registrar, election.Place["keys/registrar-R.sealed"], election.Place.PassphraseFile));
        log = Keep(SecretKeyFile.OpenNoteKey(MockElection.Silent, KeyRole.Log, election.Place["keys/log-log.sealed"], election.Place.PassphraseFile));
        using var passphrase = Passphrase.Ask(MockElection.Silent, election.Place.PassphraseFile, "");
        Trustees = [.. Enumerable.Range(1, 3).Select(trustee =>
            Keep(new TrusteeFolder(election.Place[$"trustee-{trustee}"]).Open(StateKinds.Confirmed, passphrase)))];
        Assert.True(ManifestTerms.TryRead(Manifest, out var terms));
        Terms = terms;
    }

    public Manifest Manifest { get; }

    public LedgerTerms Terms { get; }

    public SigningKey Registrar { get; }

    public ConfirmedTrustee[] Trustees { get; }

    public MixedQuestion MixedQuestion => Manifest.Questions.OfType<MixedQuestion>().Single();

    public Entry Sign(EntryBody body) => Sign(body, officers);

    public Entry Sign(EntryBody body, params SigningKey[] authors) => new UnsignedEntry(Manifest.Hash.Value, body).Sign(authors);

    public Entry SignAsTrustee(int trustee, EntryBody body) => Sign(body, Trustees[trustee - 1].Signing);

    /// <summary>The opening and all ballots of the mock election.</summary>
    public async Task<List<Entry>> VotingAsync() => [.. await BallotLists.ReadAsync(election.Record("voted"), Manifest, Phase.Voting)];

    /// <summary>The whole record of the mock election.</summary>
    public async Task<List<Entry>> WholeAsync() => [.. await BallotLists.ReadAsync(election.Record("result"), Manifest, Phase.Finished)];

    /// <summary>Closes, counts, mixes, decrypts after the ballots, each step passed through the lie.</summary>
    public List<Entry> Complete(IReadOnlyList<Entry> voting, Lie? lie = null)
    {
        lie ??= new Lie();
        List<Entry> entries = [.. voting, Closing(voting), Sign(new OverridesClosed())];
        var counted = BallotLists.Audit(Manifest.Election, voting).Counted;
        var input = TallyInputContent.Build(counted);
        var inputEntry = Sign(new TallyInput(new(lie.OfInput(input).Encode())));
        entries.Add(inputEntry);

        var terms = ShuffleTerms.Of(Manifest, counted);
        var rows = terms.FirstInput(MixedQuestion);
        var round = 0;
        foreach (var trustee in lie.Mixers)
        {
            var statement = terms.Statement(new(MixedQuestion.Number, ++round, trustee), lie.OfRows(rows, round));
            var shuffled = Shuffler.Shuffle(statement, null, CancellationToken.None);
            entries.Add(SignAsTrustee(trustee, new ShuffleEntry(MixedQuestion.Number, round, trustee, new(lie.OfShuffle(shuffled.Encode(), round)))));
            rows = shuffled.Output;
        }

        var toOpen = CiphertextsToOpen.Gather(
            terms.Minima, input, new Dictionary<int, IReadOnlyList<Ciphertext>> { [MixedQuestion.Number] = rows.Cells });
        var decrypted = new DecryptionStatement(Manifest.Hash, inputEntry.LeafHash.Value, toOpen.Input);
        Share[] shares = [.. lie.Decrypters.Select(trustee => Share.Create(decrypted, Trustees[trustee - 1].Secret, null, CancellationToken.None))];
        entries.AddRange(shares.Select(share =>
            SignAsTrustee(share.Trustee.Value, new LedgerShare(share.Trustee.Value, new(lie.OfShare(share.Encode(), share.Trustee.Value))))));
        var result = ResultAssembly.Combine(toOpen, counted.Count, shares, ManifestTerms.KeysOf(Manifest).Policy, Monitor);
        entries.Add(Sign(new Result(new(lie.OfResult(result!).Encode()))));
        return entries;
    }

    public Entry Closing(IEnumerable<Entry> before)
    {
        var state = new LedgerState(Terms.Election);
        foreach (var entry in before)
        {
            state.Append(entry);
        }

        return Sign(new VotingClosed(state.Head.Size, state.Head.Root, state.Head.ChainHead));
    }

    /// <summary>The numbers of the checks that the verifier finds broken in a record of these entries; the ledger's own rules must allow their order.</summary>
    public async Task<string[]> FailedAsync(IReadOnlyList<Entry> entries)
    {
        var folder = await WriteAsync(entries);
        await election.CosignAsync(folder.FullName);
        return Failed(await RecordVerifier.RunAsync(folder, Manifest.Hash, Monitor));
    }

    /// <summary>A record folder of these entries; the ledger's own rules must allow their order.</summary>
    public Task<DirectoryInfo> WriteAsync(IReadOnlyList<Entry> entries) => WriteAsync(entries, Terms);

    /// <summary>The same for a record that has only its opening, whose manifest was changed: an election of its own, under its own hash.</summary>
    public async Task<string[]> FailedOpeningAsync(Func<CanonicalObject, CanonicalObject> change)
    {
        var content = Opened(change);
        var opened = new UnsignedEntry(content.ManifestHash, new ElectionOpened(new(content.Encode()))).Sign(officers);
        var folder = await WriteAsync([opened], Terms with { Election = Terms.Election with { Election = content.ManifestHash } });
        return Failed(await RecordVerifier.RunAsync(folder, new ElectionHash(content.ManifestHash), Monitor));
    }

    /// <summary>What the tool says about such an opening.</summary>
    public IReadOnlyList<string> OpeningProblems(Func<CanonicalObject, CanonicalObject> change)
    {
        Opening.TryRead(Opened(change), out _, out var problems);
        return problems;
    }

    private OpeningContent Opened(Func<CanonicalObject, CanonicalObject> change)
    {
        var entry = EntryFile.Read(election.Place["open.signed.json"]);
        Assert.True(OpeningContent.TryDecode(((ElectionOpened)entry.Body).Payload.Bytes.Span, out var content));
        return content with { Manifest = change(content.Manifest) };
    }

    private async Task<DirectoryInfo> WriteAsync(IReadOnlyList<Entry> entries, LedgerTerms terms)
    {
        var folder = new DirectoryInfo(election.Place[$"forged-{Guid.CreateVersion7()}"]);
        Assert.Equal(LedgerVerdict.Accept, await new RecordAppender(folder, terms, log).AppendAsync(entries, CancellationToken.None));
        return folder;
    }

    private static string[] Failed(IReadOnlyList<Check> checks) =>
        [.. checks.Where(check => check.Outcome is Outcome.Fails).Select(check => check.Id.Number)];

    /// <summary>What officers and trustees find before they sign, mix or decrypt: the other way through the same record.</summary>
    public IReadOnlyList<string> ToolFinds(IReadOnlyList<Entry> entries)
    {
        Assert.True(OpeningContent.TryDecode(((ElectionOpened)entries[0].Body).Payload.Bytes.Span, out var content));
        Assert.Equal(Manifest.Hash.Value, content.ManifestHash);
        Assert.True(Opening.TryRead(content, out var opening, out _));
        return TallyAudit.Run(opening, (BallotLists.Audit(Manifest.Election, entries), entries), Monitor, out _);
    }

    /// <summary>Both judge, and both find this check broken; the verifier finds no other.</summary>
    public async Task OnlyAsync(string check, IReadOnlyList<Entry> entries)
    {
        Assert.Equal([check], await FailedAsync(entries));
        Assert.Contains(ToolFinds(entries), finding => finding.StartsWith(check.Split('.')[0], StringComparison.Ordinal));
    }

    public void Dispose() => owned.ForEach(one => one.Dispose());

    private T Keep<T>(T one)
        where T : IDisposable
    {
        owned.Add(one);
        return one;
    }
}

/// <summary>What is said instead of the truth, and by whom things are done.</summary>
internal sealed record Lie
{
    public int[] Mixers { get; init; } = [3, 1];

    public int[] Decrypters { get; init; } = [2, 3];

    public Func<TallyInputContent, TallyInputContent> OfInput { get; init; } = input => input;

    public Func<CiphertextRows, int, CiphertextRows> OfRows { get; init; } = (rows, _) => rows;

    public Func<byte[], int, byte[]> OfShuffle { get; init; } = (payload, _) => payload;

    public Func<byte[], int, byte[]> OfShare { get; init; } = (payload, _) => payload;

    public Func<ResultContent, ResultContent> OfResult { get; init; } = result => result;
}
