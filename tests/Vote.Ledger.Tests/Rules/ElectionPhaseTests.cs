using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Tests.Rules;

public sealed class ElectionPhaseTests : IDisposable
{
    private readonly TestElection election = new();

    public void Dispose() => election.Dispose();

    [Fact]
    public void AcceptsAWholeElection() => Assert.Equal(Phase.Finished, Run(Whole()).Current);

    [Fact]
    public void RefusesEveryEntryLeftOutThatAnotherNeeds()
    {
        var whole = Whole();
        int[] needed = [0, 2, 5, 6, 7, 8];
        foreach (var left in needed)
        {
            Assert.False(Holds([.. whole[..left], .. whole[(left + 1)..]]), $"without entry {left}");
        }
    }

    [Fact]
    public void RefusesEveryEntryTwiceInARowExceptBallotsAndActs()
    {
        var whole = Whole();
        for (var i = 0; i < whole.Length; i++)
        {
            var mayRepeat = whole[i] is BallotCast or AdministratorAct;
            Assert.Equal(mayRepeat, Holds([.. whole[..(i + 1)], .. whole[i..]]));
        }
    }

    [Fact]
    public void RefusesEverySwapOfNeighboursThatDiffersInKind()
    {
        var whole = Whole();
        for (var i = 1; i < whole.Length; i++)
        {
            // An act may stand anywhere, a further ballot before an enrolment, and shares in any order.
            var harmless = whole[i - 1] is AdministratorAct || whole[i] is AdministratorAct
                || (whole[i - 1] is DecryptionShare && whole[i] is DecryptionShare);
            if (!harmless)
            {
                Assert.False(Holds([.. whole[..(i - 1)], whole[i], whole[i - 1], .. whole[(i + 1)..]]), $"swap at {i}");
            }
        }
    }

    [Fact]
    public void RefusesAnythingBetweenAnEnrolmentAndItsBallot()
    {
        Assert.False(Holds([Opened, Enrolment(1), new AdministratorAct("x")]));
        Assert.False(Holds([Opened, Enrolment(1), Enrolment(2)]));
        Assert.False(Holds([Opened, Enrolment(1), new VotingClosed(new(2), Digest.Zero, Digest.Zero)]));
        Assert.False(Holds([Opened, Enrolment(1), Ballot(2)]));
        Assert.False(Holds([Opened, Enrolment(1), election.Ballot(1, 2, 1, EntryHash.None).Body]));
    }

    [Fact]
    public void TakesChallengesDuringVotingAlone()
    {
        Assert.True(TrackerText.TryParse("2345-6789-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ", out var tracker));
        var challenge = new BallotChallenged(tracker);
        var whole = Whole();
        for (var i = 0; i <= whole.Length; i++)
        {
            var isVoting = i is 1 or 3 or 4 or 5;
            Assert.Equal(isVoting, Holds([.. whole[..i], challenge, .. whole[i..]]));
        }
    }

    [Fact]
    public void TakesDeclarationsOfTheAnchorWhereActsMayStand()
    {
        var whole = Whole();
        for (var i = 0; i <= whole.Length; i++)
        {
            EntryBody[] declared = [.. whole[..i], TestElection.Anchor(), .. whole[i..]];
            EntryBody[] act = [.. whole[..i], new AdministratorAct("x"), .. whole[i..]];
            Assert.Equal(Holds(act), Holds(declared));
        }
    }

    [Fact]
    public void KeepsTheNewestDeclarationAndWhatIsRequired()
    {
        EntryBody[] declared = [Opened, TestElection.Anchor(chain: 1), TestElection.Anchor(chain: 2, required: true)];

        Assert.Null(Run([Opened]).Anchor);
        Assert.Equal(2, Run(declared).Anchor!.Chain);
        Assert.True(Holds([.. declared, TestElection.Anchor(chain: 3, required: true)]));
        Assert.False(Holds([.. declared, TestElection.Anchor(chain: 3)]));
        Assert.Null(Run(declared).Closing);
        Assert.Equal(new EntryIndex(5), Run(Whole()).Closing);
    }

    [Fact]
    public void RefusesShufflesOutOfTurn()
    {
        var mixing = Whole()[..8];

        Assert.True(Holds([.. mixing, Mix(1, 1, 1), Mix(1, 2, 2), Mix(3, 1, 1)]));
        Assert.False(Holds([.. mixing, Mix(1, 2, 1)]));
        Assert.False(Holds([.. mixing, Mix(1, 1, 1), Mix(1, 3, 2)]));
        Assert.False(Holds([.. mixing, Mix(1, 1, 1), Mix(1, 2, 1)]));
        Assert.False(Holds([.. mixing, Mix(2, 1, 1), Mix(1, 1, 1)]));
        Assert.False(Holds([.. mixing, Mix(1, 1, 1), Share(1), Mix(1, 2, 2)]));
    }

    [Fact]
    public void StaysWhereItWasAfterARefusal()
    {
        var phase = Run([Opened, Enrolment(1)]);

        Assert.IsType<LedgerVerdict.Refused>(phase.Advance(Enrolment(2), out var next));
        Assert.Same(phase, next);
    }

    private EntryBody Opened => election.Opened().Body;

    private EntryBody[] Whole() =>
    [
        Opened,
        Enrolment(1),
        Ballot(1),
        new AdministratorAct("restart"),
        election.Ballot(1, 1, 2, EntryHash.None).Body,
        new VotingClosed(new(5), Digest.Zero, Digest.Zero),
        new OverridesClosed(),
        new TallyInput(TestElection.Of("")),
        Mix(1, 1, 1),
        Mix(1, 2, 2),
        Share(1),
        Share(3),
        new Result(TestElection.Of("")),
    ];

    private EntryBody Enrolment(int slot) => election.Enrolment(slot).Body;

    private EntryBody Ballot(int slot) => election.FirstBallot(slot).Body;

    private static Shuffle Mix(int question, int round, int trustee) => new(question, round, trustee, TestElection.Of(""));

    private static DecryptionShare Share(int trustee) => new(trustee, TestElection.Of(""));

    private static ElectionPhase Run(IEnumerable<EntryBody> entries)
    {
        var phase = ElectionPhase.Start;
        foreach (var entry in entries)
        {
            Assert.IsType<LedgerVerdict.Accepted>(phase.Advance(entry, out phase));
        }

        return phase;
    }

    private static bool Holds(IEnumerable<EntryBody> entries)
    {
        var phase = ElectionPhase.Start;
        return entries.All(entry => phase.Advance(entry, out phase) is LedgerVerdict.Accepted);
    }
}
