using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Ceremonies;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Elections;

/// <summary>Entries that are wrong in what they say, signed by exactly their right authors: none gets on a record.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class SpoilingTests(MockElection election)
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task NoShuffleThatDoesNotProveItself(int at)
    {
        var honest = (Shuffle)EntryFile.Read(election.Place["mix-3.json"]).Body;
        var changed = new Shuffle(honest.Question, honest.Round, honest.Trustee, Flip(honest.Payload, at));
        await RefusedAsync("input", SignAsTrustee(3, changed), "7.2");
    }

    [Fact]
    public async Task NoShuffleOfAnotherRoundsInput()
    {
        // Trustee 1 shuffled the output of trustee 3; as a first round it shuffles nothing that was cast.
        var second = (Shuffle)EntryFile.Read(election.Place["mix-1.json"]).Body;
        await RefusedAsync("input", SignAsTrustee(1, new Shuffle(second.Question, 1, 1, second.Payload)), "7.2");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task NoShareThatDoesNotProveItself(int at)
    {
        var honest = (DecryptionShare)EntryFile.Read(election.Place["share-2.json"]).Body;
        await RefusedAsync("mixed-1", SignAsTrustee(2, new DecryptionShare(2, Flip(honest.Payload, at))), "8.");
    }

    [Fact]
    public async Task NoShareUnderAnotherTrusteesName()
    {
        var honest = (DecryptionShare)EntryFile.Read(election.Place["share-2.json"]).Body;
        await RefusedAsync("mixed-1", SignAsTrustee(3, new DecryptionShare(3, honest.Payload)), "8.2");
    }

    [Fact]
    public async Task NoTallyInputOfOtherBallots()
    {
        var content = await DerivedAsync("closed");
        var changed = content with { Counted = content.Counted - 1, Questions = [.. content.Questions.Select(Shrunk)] };
        var entries = new[] { new OverridesClosed(), (EntryBody)new TallyInput(new Payload(changed.Encode())) }.Select(SignAsOfficers);
        await RefusedAsync("closed", entries, "6.2");

        static QuestionInput Shrunk(QuestionInput question) =>
            question is QuestionInput.Rows rows ? rows with { Count = rows.Count - 1 } : question;
    }

    [Fact]
    public async Task NoResultThatDoesNotFollow()
    {
        var honest = await OfficerEntries.ResultAsync(
            MockElection.Silent, new RecordSource(election.Record("shared"), RecordSource.ParseElection(election.Hash)), CancellationToken.None);
        var totals = (QuestionResult.Homomorphic)honest.Questions[0];
        var changed = honest with { Questions = [new QuestionResult.Homomorphic([.. totals.Totals.Reverse()]), honest.Questions[1]] };
        await RefusedAsync("shared", [SignAsOfficers(new Result(new Payload(changed.Encode())))], "9");

        var otherShares = honest with { Shares = [1, 2] };
        await RefusedAsync("shared", [SignAsOfficers(new Result(new Payload(otherShares.Encode())))], "9");
    }

    private static Payload Flip(Payload payload, int at)
    {
        var bytes = payload.Bytes.ToArray();
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        return new Payload(bytes);
    }

    private async Task<TallyInputContent> DerivedAsync(string stage)
    {
        var source = new RecordSource(election.Record(stage), RecordSource.ParseElection(election.Hash));
        var entry = await OfficerEntries.DeriveAsync(MockElection.Silent, EntryType.TallyInput, source, CancellationToken.None);
        Assert.True(TallyInputContent.TryDecode(election.Manifest().Election.Style, ((TallyInput)entry.Body).Payload.Bytes.Span, out var content));
        return content;
    }

    private Entry[] SignAsTrustee(int trustee, EntryBody body)
    {
        using var passphrase = Passphrase.Ask(MockElection.Silent, election.Place.PassphraseFile, "");
        using var confirmed = new TrusteeFolder(election.Place[$"trustee-{trustee}"]).Open(StateKinds.Confirmed, passphrase);
        return [new UnsignedEntry(election.Manifest().Hash.Value, body).Sign(confirmed.Signing)];
    }

    private Entry SignAsOfficers(EntryBody body)
    {
        using var first = Officer("A");
        using var second = Officer("B");
        return new UnsignedEntry(election.Manifest().Hash.Value, body).Sign(first, second);
    }

    private SigningKey Officer(string name) => SecretKeyFile.OpenSigningKey(
        MockElection.Silent, KeyRole.Officer, election.Place[$"keys/officer-{name}.sealed"], election.Place.PassphraseFile);

    private async Task RefusedAsync(string stage, IEnumerable<Entry> entries, string check)
    {
        List<string> files = [];
        foreach (var entry in entries)
        {
            files.Add(election.Place[$"{Guid.CreateVersion7()}.json"]);
            EntryFile.Create(files[^1], entry);
        }

        var answer = await election.TryAsync(
            ["append", election.Copy(stage), .. files, "--election", election.Hash, "--log-key", election.Place["keys/log-log.sealed"]]);
        Assert.Equal(ExitCode.Rejected, answer.ExitCode);
        Assert.Contains(check, answer.Error, StringComparison.Ordinal);
    }
}
