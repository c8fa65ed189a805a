using Vote.Canonical;
using Vote.Identity.Roll;
using Vote.Identity.Slots;
using Vote.Identity.Tests.Jpki;
using Vote.Identity.Tests.Roll;

namespace Vote.Identity.Tests.Slots;

public sealed class SlotBookTests : IDisposable
{
    private static readonly ElectoralRoll Electorate = new(
        [.. Enumerable.Range(1, 40).Select(i => ElectoralRollTests.Row((byte)i, JpkiFixture.HanakoAttributes))]);

    private readonly TagKey key = TagKey.Draw();

    public void Dispose() => key.Dispose();

    [Fact]
    public void GivesEveryRowOneSlotWhoseCommitmentItOpens()
    {
        var book = SlotBook.Draw(Electorate, key);
        Assert.True(book.TryPublish(key, out var list));

        Assert.Equal(Electorate.Rows.Count, list.Count);
        foreach (var row in Electorate.Rows)
        {
            Assert.True(book.TryFind(row.Id, out var assignment));
            Assert.Equal(list.Commitments[assignment.Slot.Number - 1], SlotCommitment.To(key.TagOf(row.Id), assignment.Opening));
        }

        Assert.Equal(Enumerable.Range(1, list.Count), book.Assignments.Select(assignment => assignment.Slot.Number));
    }

    [Fact]
    public void DrawsAnotherOrderAndOtherCommitmentsEachTime()
    {
        var first = SlotBook.Draw(Electorate, key);
        var second = SlotBook.Draw(Electorate, key);

        Assert.NotEqual(first.Assignments.Select(a => a.Row), second.Assignments.Select(a => a.Row));
        Assert.True(first.TryPublish(key, out var firstList));
        Assert.True(second.TryPublish(key, out var secondList));
        Assert.Empty(firstList.Commitments.Intersect(secondList.Commitments));
    }

    [Fact]
    public void RefusesToPublishUnderAnotherKey()
    {
        using var other = TagKey.Draw();

        Assert.False(SlotBook.Draw(Electorate, key).TryPublish(other, out _));
    }

    [Fact]
    public void RoundTripsAndRefusesMutantsOrKeepsThem()
    {
        var bytes = SlotBook.Draw(new ElectoralRoll([.. Electorate.Rows.Take(4)]), key).Encode();
        Assert.True(SlotBook.TryDecode(bytes, out var decoded));
        Assert.Equal(bytes, decoded.Encode());

        Assert.All(Mutator.Mutants(bytes, 5000), mutant =>
        {
            if (SlotBook.TryDecode(mutant, out var other))
            {
                Assert.Equal(mutant, other.Encode());
            }
        });
    }

    [Fact]
    public void HasNoSlotForARowFoundTooLate()
    {
        var book = SlotBook.Draw(new ElectoralRoll([.. Electorate.Rows.Take(2)]), key);

        Assert.False(book.TryFind(Electorate.Rows[2].Id, out _));
    }

    [Fact]
    public void MatchesThePinnedCommitment()
    {
        var vectors = Vectors.Read("identity.json");
        var vector = vectors.GetProperty("slot");
        Assert.True(SlotOpening.TryDecode(vector.Bytes("opening"), out var opening));

        Assert.Equal(vector.Text("commitment"), SlotCommitment.To(new PersonTag(vector.Bytes("tag")), opening).ToHex());

        var list = vectors.GetProperty("slot_list");
        var commitments = list.GetProperty("commitments").EnumerateArray().Select(element =>
        {
            Assert.True(Digest.TryParseHex(element.GetString()!, out var commitment));
            return commitment;
        }).ToList();
        Assert.True(SlotList.TryCreate(commitments, out var parsed));
        Assert.Equal(list.Text("hash"), parsed.Hash.ToHex());
        Assert.True(SlotList.TryRead(parsed.ToCanonical(), out var again));
        Assert.Equal(parsed.Hash, again.Hash);
    }

    [Fact]
    public void PublishesOnlyAscendingLists()
    {
        Digest[] ascending = [.. new[] { Digest.Sha256("a"u8), Digest.Sha256("b"u8) }.Order()];

        Assert.False(SlotList.TryCreate([], out _));
        Assert.True(SlotList.TryCreate(ascending, out _));
        Assert.False(SlotList.TryCreate([ascending[1], ascending[0]], out _));
        Assert.False(SlotList.TryCreate([ascending[0], ascending[0]], out _));
        Assert.False(SlotList.TryRead(CanonicalValue.Number(1), out _));
        Assert.False(SlotList.TryRead(CanonicalValue.List([CanonicalValue.Number(1)]), out _));
    }
}
