using System.Text;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Tree;
using Vote.Testing;

namespace Vote.Ledger.Tests.Notes;

public sealed class PromiseAndReceiptTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly TestLog log = new();
    private readonly TestElection election = new();

    public void Dispose()
    {
        log.Dispose();
        election.Dispose();
    }

    [Fact]
    public void PromisesAndVerifies()
    {
        var leaf = LeafHash.Of("entry"u8);
        var promise = new Promise(log.Origin, leaf, Time, Time.AddMinutes(15)).Sign(log.AcceptKey);

        Assert.True(SignedPromise.TryDecode(promise.Encode(), out var decoded));
        Assert.Equal(promise.Promise, decoded.Promise);
        Accepts(decoded.Verify(log.Origin, log.AcceptKey.Public, leaf));
        Refuses(LedgerRefusal.WrongNote, decoded.Verify(log.Origin, log.Key.Public, leaf));
        Refuses(LedgerRefusal.WrongNote, decoded.Verify(log.Origin, log.AcceptKey.Public, LeafHash.Of("other"u8)));
    }

    [Fact]
    public void PromiseMatchesThePinnedNote()
    {
        var vector = SpecVectors.Load("signed-note.json").GetProperty("promise");
        var promise = new Promise(log.Origin, LeafHash.Of("entry"u8), Time, Time.AddMinutes(15)).Sign(log.AcceptKey);

        Assert.Equal(vector.GetProperty("note").GetString(), Encoding.UTF8.GetString(promise.Encode()));
    }

    [Theory]
    [InlineData("accept/v1", "accept/v2")]
    [InlineData("\n1900000000\n", "\n01900000000\n")]
    [InlineData("\n1900000000\n", "\n999999999999999\n")]
    [InlineData("\n1900000000\n", "\n")]
    public void RefusesPromisesOfAnotherForm(string part, string replacement)
    {
        var text = new Promise(log.Origin, LeafHash.Of([]), Time, Time.AddMinutes(15)).ToText();

        Assert.True(Promise.TryParse(text, out _));
        Assert.False(Promise.TryParse(text.Replace(part, replacement, StringComparison.Ordinal), out _));
    }

    [Fact]
    public void ReceiptProvesTheEntryAtEveryIndex()
    {
        var entries = Entries();
        foreach (var receipt in entries.Select((_, i) => ReceiptOf(entries, i)))
        {
            Assert.True(Receipt.TryDecode(receipt.Encode(), out var decoded));
            Accepts(decoded.Verify(log.Origin, log.Key.Public, WitnessPolicy.None));
            Refuses(LedgerRefusal.NoQuorum, decoded.Verify(log.Origin, log.Key.Public, log.Policy(1)));
            Refuses(LedgerRefusal.WrongNote, decoded.Verify(log.Origin, log.AcceptKey.Public, WitnessPolicy.None));
        }
    }

    [Fact]
    public void ReceiptRefusesAnotherEntryAndIndex()
    {
        var text = Encoding.UTF8.GetString(ReceiptOf(Entries(), 2).Encode());
        var lines = text.Split('\n');
        Assert.True(Receipt.TryDecode(Encoding.UTF8.GetBytes(text.Replace("index 2", "index 3", StringComparison.Ordinal)), out var moved));
        Assert.True(Receipt.TryDecode(Encoding.UTF8.GetBytes(text.Replace(lines[1], "extra AAAA", StringComparison.Ordinal)), out var swapped));

        Refuses(LedgerRefusal.WrongRoot, moved.Verify(log.Origin, log.Key.Public, WitnessPolicy.None));
        Refuses(LedgerRefusal.WrongRoot, swapped.Verify(log.Origin, log.Key.Public, WitnessPolicy.None));
    }

    [Fact]
    public void ReceiptAcceptsNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(10);
        var seed = ReceiptOf(Entries(), 1).Encode();
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = random.Mutate(seed);
            Assert.True(!Receipt.TryDecode(bytes, out var receipt) || receipt.Encode().AsSpan().SequenceEqual(bytes));
        }
    }

    [Fact]
    public void ReceiptReadsAndVerifiesThePinnedFile()
    {
        var vector = SpecVectors.Load("signed-note.json").GetProperty("receipt");
        var file = Encoding.UTF8.GetBytes(vector.GetProperty("file").GetString()!);
        Assert.True(NoteKey.TryParse(vector.GetProperty("witness").GetString()!, out var witness));

        Assert.True(Receipt.TryDecode(file, out var receipt));
        Assert.Equal(file, receipt.Encode());
        Assert.Equal(vector.GetProperty("entry").GetString(), Convert.ToHexStringLower(receipt.Entry.Span));
        Accepts(receipt.Verify(log.Origin, log.Key.Public, new WitnessPolicy([witness], 1)));
    }

    [Fact]
    public void RefusesToMakeAReceiptWithAProofOfAnotherSize()
    {
        var entries = Entries();
        var tree = new MerkleTree(entries.Select(entry => entry.LeafHash));
        var checkpoint = new Checkpoint(log.Origin, new(1), Digest.Zero).Sign(log.Key);

        Assert.Throws<ArgumentException>(() => Receipt.Of(entries[0], tree.ProveInclusion(new(0), tree.Size), checkpoint));
    }

    private static void Accepts(LedgerVerdict verdict) => Assert.IsType<LedgerVerdict.Accepted>(verdict);

    private static void Refuses(LedgerRefusal reason, LedgerVerdict verdict) =>
        Assert.Equal(reason, Assert.IsType<LedgerVerdict.Refused>(verdict).Reason);

    private Entry[] Entries() => [election.Opened(), election.Enrolment(1), election.FirstBallot(1), election.FirstBallot(2), election.FirstBallot(3)];

    private Receipt ReceiptOf(Entry[] entries, int index)
    {
        var tree = new MerkleTree(entries.Select(entry => entry.LeafHash));
        var checkpoint = new Checkpoint(log.Origin, tree.Size, tree.Root).Sign(log.Key);
        return Receipt.Of(entries[index], tree.ProveInclusion(new(index), tree.Size), checkpoint);
    }
}
