using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E33: numbers that are published and never recomputed. Each alone is another one, signed by all who must sign: the one check that owns it fails, and no other.
/// There are no weights of voters; who shuffled is said by the signature (E34).
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E33_UncheckedNumbersTests(MockElection election) : ForgedElection(election)
{
    /// <summary>What is altered, and the check that must say so.</summary>
    internal static readonly Dictionary<string, (string Check, Lie Lie)> Lies = new(StringComparer.Ordinal)
    {
        ["number of counted ballots"] = ("6.1", new Lie { OfInput = input => input with { Counted = input.Counted + 1, Questions = Grown(input) } }),
        ["hash of counted ballots"] = ("6.1", new Lie { OfInput = input => input with { Ballots = Vote.Canonical.Digest.Zero } }),
        ["an encrypted total"] = ("6.2", new Lie { OfInput = input => With(input, Shifted((QuestionInput.Sums)input.Questions[0])) }),
        ["hash of rows"] = ("6.2", new Lie { OfInput = input => With(input, ((QuestionInput.Rows)input.Questions[1]) with { Input = Vote.Canonical.Digest.Zero }) }),
        ["a commitment of a shuffle"] = ("7.2", new Lie { OfShuffle = (payload, round) => round == 2 ? Flip(payload, 3 * Ciphertext.Size) : payload }),
        ["a proof of a shuffle"] = ("7.2", new Lie { OfShuffle = (payload, round) => round == 1 ? Flip(payload, payload.Length - 1) : payload }),
        ["a share"] = ("8.2", new Lie { Decrypters = [1, 2, 3], OfShare = (payload, trustee) => trustee == 3 ? Flip(payload, payload.Length - 1) : payload }),
        ["counted ballots of the result"] = ("9.2", new Lie { OfResult = result => result with { Counted = result.Counted + 1 } }),
        ["a total"] = ("9.2", new Lie { OfResult = result => With(result, new QuestionResult.Homomorphic(Raised(((QuestionResult.Homomorphic)result.Questions[0]).Totals))) }),
        ["a total of a mixed question"] = ("9.2", new Lie { OfResult = result => With(result, Mixed(result) with { Totals = Raised(Mixed(result).Totals) }) }),
        ["the order of votes"] = ("9.3", new Lie { OfResult = result => With(result, Mixed(result) with { Votes = Turned(Mixed(result).Votes) }) }),
        ["the trustees used"] = ("9.1", new Lie { OfResult = result => result with { Shares = [1, 3] } }),
    };

    public static TheoryData<string> Names => [.. Lies.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task EachAlteredAloneIsFound(string name)
    {
        var (check, lie) = Lies[name];
        var entries = Forge.Complete(await Forge.VotingAsync(), lie);
        var failed = await Forge.FailedAsync(entries);

        // A ballot more is more rows as well, which is another check's business.
        Assert.Equal(name == "number of counted ballots" ? ["6.1", "6.2"] : [check], failed);
        Assert.NotEmpty(Forge.ToolFinds(entries));
    }

    /// <summary>Otherwise the findings above might have another cause.</summary>
    [Fact]
    public async Task TheHonestRecordHolds()
    {
        var entries = Forge.Complete(await Forge.VotingAsync());
        Assert.Empty(await Forge.FailedAsync(entries));
        Assert.Empty(Forge.ToolFinds(entries));
    }

    private static byte[] Flip(byte[] payload, int at)
    {
        byte[] changed = [.. payload];
        changed[at] ^= 1;
        return changed;
    }

    private static QuestionResult.Mixed Mixed(ResultContent result) => (QuestionResult.Mixed)result.Questions[1];

    private static QuestionInput[] Grown(TallyInputContent input) =>
        [.. input.Questions.Select(question => question is QuestionInput.Rows rows ? rows with { Count = rows.Count + 1 } : question)];

    private static QuestionInput.Sums Shifted(QuestionInput.Sums sums) => new(
        [sums.Totals[0] with { B = sums.Totals[0].B + Point.Generator }, .. sums.Totals.Skip(1)]);

    private static long[] Raised(IReadOnlyList<long> totals) => [totals[0] + 1, .. totals.Skip(1)];

    /// <summary>Two votes that differ change places.</summary>
    private static DecryptedVote[] Turned(IReadOnlyList<DecryptedVote> votes)
    {
        var blank = votes.Index().First(vote => vote.Item is DecryptedVote.Valid { Selection.IsBlank: true }).Index;
        var turned = votes.ToArray();
        var other = blank == 0 ? 1 : 0;
        (turned[blank], turned[other]) = (turned[other], turned[blank]);
        return turned;
    }

    private static TallyInputContent With(TallyInputContent input, QuestionInput changed) => input with
    {
        Questions = changed is QuestionInput.Sums ? [changed, input.Questions[1]] : [input.Questions[0], changed],
    };

    private static ResultContent With(ResultContent result, QuestionResult changed) => result with
    {
        Questions = changed is QuestionResult.Homomorphic ? [changed, result.Questions[1]] : [result.Questions[0], changed],
    };
}
