using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Testing;

namespace Vote.Ledger.Tests.Rules;

public sealed class SlotChainsTests : IDisposable
{
    private readonly TestElection election = new();
    private readonly SlotChains chains = new(slotCount: 10);

    public void Dispose() => election.Dispose();

    [Fact]
    public void FollowsASlotThroughSequencesAndGenerations()
    {
        var first = Accepts(election.Enrolment(1), election.FirstBallot(1));
        var second = Accepts(null, election.Ballot(1, 1, 2, first));
        var renewed = Accepts(election.Enrolment(1, 2), election.Ballot(1, 2, 1, second));
        Accepts(null, election.Ballot(1, 2, 2, renewed));

        Assert.Equal(1, chains.UsedSlots);
        Assert.True(chains.TryGet(new(1), out var state) && state.Place == new BallotPlace(new(1), 2, 2));
    }

    [Fact]
    public void RefusesWithoutEnrolment()
    {
        Refuses(LedgerRefusal.NotEnrolled, null, election.FirstBallot(1));
        var first = Accepts(election.Enrolment(1), election.FirstBallot(1));
        Refuses(LedgerRefusal.NotEnrolled, null, election.Ballot(1, 2, 1, first));
        Refuses(LedgerRefusal.NotEnrolled, election.Enrolment(2), election.FirstBallot(3));
    }

    [Fact]
    public void RefusesSlotsBeyondTheList()
    {
        Refuses(LedgerRefusal.UnknownSlot, election.Enrolment(11), election.FirstBallot(11));
        Accepts(election.Enrolment(10), election.FirstBallot(10));
    }

    [Fact]
    public void RefusesGenerationsThatDoNotFollow()
    {
        Refuses(LedgerRefusal.WrongGeneration, election.Enrolment(1, 2), election.Ballot(1, 2, 1, EntryHash.None));
        var first = Accepts(election.Enrolment(1), election.FirstBallot(1));
        Refuses(LedgerRefusal.WrongGeneration, election.Enrolment(1), election.FirstBallot(1));
        Refuses(LedgerRefusal.WrongGeneration, election.Enrolment(1, 3), election.Ballot(1, 3, 1, first));
    }

    [Fact]
    public void RefusesAnOlderGeneration()
    {
        var first = Accepts(election.Enrolment(1), election.FirstBallot(1));
        var second = Accepts(election.Enrolment(1, 2), election.Ballot(1, 2, 1, first));

        Refuses(LedgerRefusal.Superseded, null, election.Ballot(1, 1, 2, second));
    }

    [Fact]
    public void RefusesSequencesThatDoNotFollow()
    {
        Refuses(LedgerRefusal.WrongSequence, election.Enrolment(1), election.Ballot(1, 1, 2, EntryHash.None));
        var first = Accepts(election.Enrolment(1), election.FirstBallot(1));
        Refuses(LedgerRefusal.WrongSequence, null, election.Ballot(1, 1, 1, first));
        Refuses(LedgerRefusal.WrongSequence, null, election.Ballot(1, 1, 3, first));
    }

    [Fact]
    public void RefusesAnotherPreviousHash()
    {
        var foreign = election.FirstBallot(2).Hash;
        Refuses(LedgerRefusal.WrongPrevious, election.Enrolment(1), election.Ballot(1, 1, 1, foreign));
        Accepts(election.Enrolment(1), election.FirstBallot(1));
        Refuses(LedgerRefusal.WrongPrevious, null, election.Ballot(1, 1, 2, EntryHash.None));
        Refuses(LedgerRefusal.WrongPrevious, election.Enrolment(1, 2), election.Ballot(1, 2, 1, EntryHash.None));
    }

    [Fact]
    public void RefusesACredentialOfAnotherSlotOrGeneration()
    {
        Accepts(election.Enrolment(1), election.FirstBallot(1));
        var credential = election.Credential(1, 1);
        var enrolment = election.Signed(
            new CredentialEnrolled(new(2), 1, credential.Public, Vote.Canonical.Digest.Zero), election.Registrar);
        var ballot = election.Signed(
            new BallotCast(new(new(2), 1, 1), EntryHash.None, credential.Public, TestElection.Of("")), credential);

        Refuses(LedgerRefusal.CredentialReused, enrolment, ballot);
        Refuses(LedgerRefusal.ForeignCredential, election.Enrolment(2), ballot);
    }

    [Fact]
    public void CountsOnlyTheLastBallotOfEachSlotInSlotOrder()
    {
        var a = election.FirstBallot(3);
        var b = election.Ballot(3, 1, 2, a.Hash);
        var c = election.Ballot(3, 2, 1, b.Hash);
        var d = election.FirstBallot(1);

        var counted = SlotChains.CountedBallots([election.Opened(), a, b, c, d]);

        Assert.Equal([d, c], counted);
    }

    [Fact]
    public void CountsTheSameInAnyOrderAsTheDefinition()
    {
        var random = new Mutator(6);
        Entry[] ballots =
        [
            .. Enumerable.Range(0, 60).Select(_ => election.Ballot(
                1 + random.Below(5), 1 + random.Below(3), 1 + random.Below(4), EntryHash.None)).DistinctBy(ballot => ballot.Hash),
        ];
        Entry[] expected =
        [
            .. ballots.GroupBy(Slot).OrderBy(group => group.Key)
                .Select(group => group.OrderBy(ballot => Place(ballot).Generation).ThenBy(ballot => Place(ballot).Sequence).Last()),
        ];

        Assert.Equal(expected.Select(Place), SlotChains.CountedBallots(ballots).Select(Place));
        Assert.Equal(expected.Select(Place), SlotChains.CountedBallots(ballots.Reverse()).Select(Place));
    }

    private static BallotPlace Place(Entry entry) => ((BallotCast)entry.Body).Place;

    private static int Slot(Entry entry) => Place(entry).Slot.Value;

    private EntryHash Accepts(Entry? enrolment, Entry ballot)
    {
        Assert.IsType<LedgerVerdict.Accepted>(
            chains.Accept((CredentialEnrolled?)enrolment?.Body, (BallotCast)ballot.Body, ballot.Hash));
        return ballot.Hash;
    }

    private void Refuses(LedgerRefusal reason, Entry? enrolment, Entry ballot)
    {
        var refused = Assert.IsType<LedgerVerdict.Refused>(
            chains.Accept((CredentialEnrolled?)enrolment?.Body, (BallotCast)ballot.Body, ballot.Hash));
        Assert.Equal(reason, refused.Reason);
    }
}
