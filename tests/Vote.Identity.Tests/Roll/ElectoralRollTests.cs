using System.Security.Cryptography;
using Vote.Identity.Persons;
using Vote.Identity.Roll;
using Vote.Identity.Tests.Jpki;

namespace Vote.Identity.Tests.Roll;

public sealed class ElectoralRollTests
{
    private static readonly IdentityAttributes Hanako = JpkiFixture.HanakoAttributes;

    [Fact]
    public void FindsTheOneRowWithTheSameAttributesInAnotherSpelling()
    {
        var roll = new ElectoralRoll([Row(1, Hanako), Row(2, JpkiFixture.TaroAttributes)]);
        var spelled = JpkiFixture.Person("筑波 花子", "1985-02-17", Sex.Female, "茨城県つくば市研究学園1丁目1番地1");

        Assert.Equal(1, Assert.IsType<RollMatch.Found>(roll.Find(spelled)).Row.Id.Bytes[0]);
    }

    [Fact]
    public void SendsADifferenceInAnyAttributeToTheManualQueue()
    {
        var roll = new ElectoralRoll([Row(1, Hanako)]);
        IdentityAttributes[] others =
        [
            JpkiFixture.Person("筑波　花江", "1985-02-17", Sex.Female, Hanako.Address.Value),
            JpkiFixture.Person("筑波　花子", "1985-02-18", Sex.Female, Hanako.Address.Value),
            JpkiFixture.Person("筑波　花子", "1985-02-17", Sex.Male, Hanako.Address.Value),
            JpkiFixture.Person("筑波　花子", "1985-02-17", Sex.Female, "茨城県つくば市研究学園1丁目1番地2"),
        ];

        Assert.All(others, other => AssertManual(ManualReason.NoMatch, roll.Find(other)));
    }

    [Fact]
    public void SendsTwoRowsWithOneIdentityToTheManualQueue() =>
        AssertManual(ManualReason.Ambiguous, new ElectoralRoll([Row(1, Hanako), Row(2, Hanako)]).Find(Hanako));

    [Fact]
    public void SaysWhenSubstituteCharactersMayBeTheReason()
    {
        var holder = new IdentityAttributes
        {
            Name = JpkiFixture.TaroAttributes.Name,
            Address = Hanako.Address,
            BirthDate = Hanako.BirthDate,
            Sex = Hanako.Sex,
            HasSubstitutes = true,
        };

        AssertManual(ManualReason.NoMatchWithSubstitutes, new ElectoralRoll([Row(1, Hanako)]).Find(holder));
    }

    [Fact]
    public void RoundTrips()
    {
        var bytes = new ElectoralRoll([Row(1, Hanako), Row(2, JpkiFixture.TaroAttributes)]).Encode();

        Assert.True(ElectoralRoll.TryDecode(bytes, out var decoded));
        Assert.Equal(bytes, decoded.Encode());
        Assert.Equal(2, decoded.Rows.Count);
    }

    [Fact]
    public void RefusesOneNumberTwice()
    {
        Assert.Throws<ArgumentException>(() => new ElectoralRoll([Row(1, Hanako), Row(1, JpkiFixture.TaroAttributes)]));

        var text = System.Text.Encoding.UTF8.GetString(new ElectoralRoll([Row(1, Hanako), Row(2, Hanako)]).Encode());
        var twice = text.Replace(Id(2), Id(1), StringComparison.Ordinal);
        Assert.NotEqual(text, twice);
        Assert.False(ElectoralRoll.TryDecode(System.Text.Encoding.UTF8.GetBytes(twice), out _));
    }

    [Fact]
    public void DecodesEachMutantToItselfOrNotAtAll()
    {
        var bytes = new ElectoralRoll([Row(1, Hanako), Row(2, JpkiFixture.TaroAttributes)]).Encode();

        Assert.All(Mutator.Mutants(bytes, 5000), mutant =>
        {
            if (ElectoralRoll.TryDecode(mutant, out var decoded))
            {
                Assert.Equal(mutant, decoded.Encode());
            }
        });
    }

    [Fact]
    public void MatchesThePinnedTag()
    {
        var vector = Vectors.Read("identity.json").GetProperty("tag");
        Assert.True(TagKey.TryImport(vector.Bytes("key"), out var key));
        Assert.True(RollRowId.TryDecode(vector.Bytes("row"), out var row));

        Assert.Equal(vector.Bytes("tag"), key.TagOf(row).Bytes.ToArray());
        Assert.Equal(vector.Bytes("key"), key.Export());
        key.Dispose();
        Assert.Equal(new byte[32], key.Export());
    }

    internal static RollRow Row(byte number, IdentityAttributes person)
    {
        var id = new byte[RollRowId.Length];
        id[0] = number;
        Assert.True(RollRowId.TryDecode(id, out var parsed));
        return new RollRow(parsed, person);
    }

    private static string Id(byte number) => Vote.Canonical.Base64Url.Encode(Row(number, Hanako).Id.Bytes);

    private static void AssertManual(ManualReason reason, RollMatch match) =>
        Assert.Equal(reason, Assert.IsType<RollMatch.Manual>(match).Reason);
}
