using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;
using Vote.Testing;

namespace Vote.Tally.Tests.Record;

/// <summary>One value, one encoding: what a decoder takes is what its encoder gives, or it is refused.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class PayloadTests(MockElection election)
{
    [Fact]
    public async Task OpeningHasOneEncoding() => HasOneEncoding(
        (await PayloadAsync<ElectionOpened>()).Bytes.ToArray(),
        bytes => OpeningContent.TryDecode(bytes, out var content) ? content.Encode() : null);

    [Fact]
    public async Task TallyInputHasOneEncoding() => HasOneEncoding(
        (await PayloadAsync<TallyInput>()).Bytes.ToArray(),
        bytes => TallyInputContent.TryDecode(Style, bytes, out var content) ? content.Encode() : null);

    [Fact]
    public async Task ResultHasOneEncoding() => HasOneEncoding(
        (await PayloadAsync<Result>()).Bytes.ToArray(),
        bytes => ResultContent.TryDecode(Style, bytes, out var content) ? content.Encode() : null);

    [Fact]
    public void PublicKeyFileHasOneEncoding() => HasOneEncoding(
        File.ReadAllBytes(election.Place["keys/auditor-1.public.json"]),
        bytes => PublicKeyFile.TryDecode(bytes, out var file) ? file.Encode() : null);

    [Fact]
    public void ResultSpellsInvalidVotesByTheirElements()
    {
        Point[] elements = [Point.Generator, Point.Identity];
        var mixed = (MixedQuestion)Style.Questions[1];
        var result = new ResultBuilder(new Minima(Style, 2), 2).Of(mixed, elements);
        var votes = Assert.IsType<QuestionResult.Mixed>(result);
        Assert.Equal(2, votes.Invalid);
        Assert.Equal([0, 0, 0, 0], votes.Totals);

        var content = new ResultContent(2, [new QuestionResult.Homomorphic([]), votes], [1, 2]);
        Assert.True(ResultContent.TryDecode(Style, content.Encode(), out var read));
        Assert.Equal(content.Encode(), read.Encode());
    }

    [Fact]
    public void ResultRefusesAWrongNumberOfInvalidVotesAndVotesThatAreNone()
    {
        var votes = new QuestionResult.Mixed([1, 0, 0, 0], [new DecryptedVote.Valid(Choice(1))]);
        var text = System.Text.Encoding.UTF8.GetString(new ResultContent(1, [new QuestionResult.Homomorphic([]), votes], []).Encode());
        Assert.False(Reads(text.Replace("\"invalid\":0", "\"invalid\":1", StringComparison.Ordinal)));
        Assert.False(Reads(text.Replace("[[1]]", "[[4]]", StringComparison.Ordinal)));
        Assert.False(Reads(text.Replace("[[1]]", "[[]]", StringComparison.Ordinal)));
        Assert.False(Reads(text.Replace("[[1]]", "[[\"AAAA\"]]", StringComparison.Ordinal)));
        Assert.True(Reads(text));
    }

    [Fact]
    public void SmallGroupsStayClosed()
    {
        var minima = new Minima(Style, 3);
        var input = new TallyInputContent(
            Vote.Canonical.Digest.Zero, 2, [new QuestionInput.Sums([]), new QuestionInput.Rows(Vote.Canonical.Digest.Zero, 2, 1)]);
        var closed = CiphertextsToOpen.Gather(minima, input, new Dictionary<int, IReadOnlyList<Crypto.ElGamal.Ciphertext>>());
        Assert.Equal(0, closed.Input.SharedCount);
        var result = ResultAssembly.Combine(closed, 2, [], new(2, 3), new WorkMonitor(null, CancellationToken.None));
        Assert.NotNull(result);
        Assert.Empty(result.Shares);
        Assert.Equal("""{"counted":2,"questions":[{"totals":[]},{"invalid":0,"totals":[],"votes":[]}],"shares":[]}""", System.Text.Encoding.UTF8.GetString(result.Encode()));
    }

    private BallotStyle Style => election.Manifest().Election.Style;

    private bool Reads(string text) => ResultContent.TryDecode(Style, System.Text.Encoding.UTF8.GetBytes(text), out _);

    private Selection Choice(params int[] options) =>
        Selection.TryParse(Style.Questions[1], options, out var selection, out _) ? selection : throw new InvalidOperationException();

    private async Task<Payload> PayloadAsync<T>()
        where T : PayloadBody
    {
        var source = new RecordSource(election.Record("result"), RecordSource.ParseElection(election.Hash));
        var record = await source.ReadAsync(MockElection.Silent, Phase.Finished, quorum: true, CancellationToken.None);
        return record.Of<T>().First().Body.Payload;
    }

    private static void HasOneEncoding(byte[] honest, Func<byte[], byte[]?> recode)
    {
        Assert.Equal(honest, recode(honest));
        Assert.Null(recode([.. honest, 0]));
        Assert.Null(recode([]));
        var mutator = new Mutator(seed: 20261122);
        for (var i = 0; i < 400; i++)
        {
            var mutant = mutator.Mutate(honest);
            Assert.True(recode(mutant) is not { } again || again.AsSpan().SequenceEqual(mutant));
        }
    }
}
