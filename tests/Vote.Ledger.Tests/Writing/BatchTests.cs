using Vote.Ledger.Entries;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Writing;

public sealed class BatchTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly TestElection election = new();
    private readonly PublishPolicy policy = new(TimeSpan.FromSeconds(60), 3, TimeSpan.FromSeconds(600));

    public void Dispose() => election.Dispose();

    [Fact]
    public void WaitsForEnoughBallotsAndForTheInterval()
    {
        var two = new[] { Ballot(1), Ballot(2) };
        var three = new[] { Ballot(1), Ballot(2), Ballot(3) };

        Assert.Empty(Choose(two, sinceLast: 100));
        Assert.Equal(3, Choose(three, sinceLast: 60).Count);
        Assert.Empty(Choose(three, sinceLast: 59));
    }

    [Fact]
    public void NeverWaitsBeyondTheGreatestDelayNorAtClosing()
    {
        Assert.Single(Choose([Ballot(1, age: 600)], sinceLast: 100));
        Assert.Empty(Choose([Ballot(1, age: 599)], sinceLast: 100));
        Assert.Single(Choose([Ballot(1)], sinceLast: 0, draining: true));
    }

    [Fact]
    public void IsNotHeldByAClockThatWasSetBack() => Assert.Single(Choose([Ballot(1, age: -86_400)], sinceLast: 100));

    [Fact]
    public void OrdersByLeafHashAndTakesNoMoreThanAWriterCanHold()
    {
        var many = Enumerable.Range(1, PublishPolicy.MaximumBatch + 5).Select(slot => Ballot(slot)).ToArray();

        var chosen = Choose(many, sinceLast: 100);

        Assert.Equal(many.Take(PublishPolicy.MaximumBatch).Select(unit => unit.Key).Order(), chosen.Select(unit => unit.Key));
    }

    [Fact]
    public void TakesOfficersEntriesAloneAndAtOnce()
    {
        var act = new PendingUnit(LeafHash.Of("act"u8), Now, Place: null);

        Assert.Equal([act], Choose([Ballot(1), act, Ballot(2), Ballot(3)], sinceLast: 0));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void RefusesPoliciesWithoutTimeOrBallots(int interval, int minimum, int delay) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new PublishPolicy(TimeSpan.FromSeconds(interval), minimum, TimeSpan.FromSeconds(delay)));

    [Fact]
    public void MakesUnitsOfNothingElse()
    {
        Assert.False(EntryUnit.TryMake([], out _));
        Assert.False(EntryUnit.TryMake([election.Enrolment(1)], out _));
        Assert.False(EntryUnit.TryMake([election.FirstBallot(1), election.Enrolment(1)], out _));
        Assert.False(EntryUnit.TryMake([election.FirstBallot(1), election.FirstBallot(2)], out _));
    }

    private static PendingUnit Ballot(int slot, int age = 0) => new(
        LeafHash.Of(BitConverter.GetBytes(slot)), Now - TimeSpan.FromSeconds(age), new BallotPlace(new(slot), 1, 1));

    private IReadOnlyList<PendingUnit> Choose(IReadOnlyList<PendingUnit> pending, int sinceLast, bool draining = false) =>
        Batch.Choose(pending, policy, Now, TimeSpan.FromSeconds(sinceLast), draining);
}
