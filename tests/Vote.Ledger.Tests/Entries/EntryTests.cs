using System.Text;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Testing;

namespace Vote.Ledger.Tests.Entries;

public sealed class EntryTests : IDisposable
{
    private readonly TestElection election = new();

    public void Dispose() => election.Dispose();

    [Fact]
    public void RoundTripsEveryKnownType()
    {
        foreach (var entry in OneOfEach())
        {
            var blob = entry.TryGetBlob(out var payload) ? payload.Bytes : default;

            Assert.True(Entry.TryDecode(entry.Encoded, blob, out var decoded));
            Assert.Equal(entry.Body, decoded.Body);
            Assert.Equal(entry.Hash, decoded.Hash);
            Assert.Equal(entry.Hash, new UnsignedEntry(election.Hash, decoded.Body).Hash);
            Assert.True(entry.Encoded.Span.SequenceEqual(
                new UnsignedEntry(election.Hash, decoded.Body).Assemble(decoded.Signatures).Encoded.Span));
        }
    }

    [Fact]
    public void AcceptsNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(4);
        var seeds = OneOfEach().ToArray();
        for (var i = 0; i < 4_000; i++)
        {
            var bytes = random.Mutate(seeds[i % seeds.Length].Encoded.Span);
            if (Entry.TryDecode(bytes, default, out var entry))
            {
                Assert.True(new UnsignedEntry(entry.Election, entry.Body).Assemble(entry.Signatures).Encoded.Span.SequenceEqual(bytes));
            }
        }
    }

    [Theory]
    [InlineData(36_864, false)]
    [InlineData(36_865, true)]
    public void MakesABlobOfExactlyThePayloadsThatAreTooLong(int length, bool isBlob)
    {
        var entry = election.FirstBallot(1, new Payload(new byte[length]));

        Assert.Equal(isBlob, entry.TryGetBlob(out _));
        Assert.Equal(isBlob ? "{" : "\"", Encoding.UTF8.GetString(entry.Encoded.Span).Split("\"payload\":")[1][..1]);
    }

    [Fact]
    public void OpensABlobOnlyWithItsOwnBytes()
    {
        var bytes = new byte[40_000];
        var entry = election.FirstBallot(1, new Payload(bytes));

        Assert.True(EntryEnvelope.TryDecode(entry.Encoded, out var envelope, out _));
        Assert.Equal(new BlobReference(40_000, Digest.Sha256(bytes)), envelope.Blob);
        Assert.True(envelope.TryOpen(bytes, out var opened) && opened.Body.Equals(entry.Body));
        Assert.False(envelope.TryOpen(new byte[40_001], out _));
        Assert.False(Entry.TryDecode(entry.Encoded, new byte[] { 1 }, out _, out var refusal));
        Assert.Equal(LedgerRefusal.BlobMismatch, refusal);
    }

    [Fact]
    public void LetsAuthorsSignOnMachinesOfTheirOwn()
    {
        var body = new OverridesClosed();
        var first = new UnsignedEntry(election.Hash, body).SignWith(election.Officers[0]);
        var second = new UnsignedEntry(election.Hash, body).SignWith(election.Officers[1]);

        var entry = new UnsignedEntry(election.Hash, body).Assemble(second, first);

        Assert.IsType<LedgerVerdict.Accepted>(election.Authors.Check(entry));
    }

    [Fact]
    public void RefusesToAssembleWithoutSignaturesOrWithOneTwice()
    {
        var unsigned = new UnsignedEntry(election.Hash, new OverridesClosed());
        var signature = unsigned.SignWith(election.Officers[0]);

        Assert.Throws<ArgumentException>(() => unsigned.Assemble());
        Assert.Throws<ArgumentException>(() => unsigned.Assemble(signature, signature));
    }

    [Fact]
    public void HashesEverythingButTheSignatures()
    {
        var unsigned = new UnsignedEntry(election.Hash, new OverridesClosed());

        var one = unsigned.Sign(election.Officers[0]);
        var other = unsigned.Sign(election.Officers[1]);

        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.LeafHash, other.LeafHash);
        Assert.NotEqual(one.Hash, new UnsignedEntry(Digest.Zero, new OverridesClosed()).Hash);
    }

    private IEnumerable<Entry> OneOfEach() =>
    [
        election.Opened(),
        election.Enrolment(1),
        election.FirstBallot(1),
        election.FirstBallot(2, new Payload(new byte[50_000])),
        election.ByOfficers(new AdministratorAct("夜間の停止 \"停電\"")),
        election.ByOfficers(TestElection.Anchor(required: true)),
        election.ByOfficers(new VotingClosed(new(4), Digest.Zero, Digest.Sha256([]))),
        election.ByOfficers(new OverridesClosed()),
        election.ByOfficers(new TallyInput(TestElection.Of("{}"))),
        election.Mix(1, 1, 2),
        election.Share(3),
        election.ByOfficers(new Result(TestElection.Of("{}"))),
    ];
}
