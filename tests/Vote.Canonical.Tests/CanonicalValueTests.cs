using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Vote.Testing;

namespace Vote.Canonical.Tests;

public class CanonicalValueTests
{
    private static readonly Gen<CanonicalValue> Values = Gen.Sized(ValueOf);

    [Fact]
    public void RoundTripsEveryValue() => Prop.ForAll(
        Values.ToArbitrary(),
        value => CanonicalValue.TryParse(value.Encode(), out var parsed) && parsed.Equals(value)).QuickCheckThrowOnFailure();

    [Fact]
    public void WritesJsonThatAnotherParserReads() => Prop.ForAll(
        Values.ToArbitrary(),
        value =>
        {
            using var document = JsonDocument.Parse(value.Encode());
            return Same(document.RootElement, value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AcceptsNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(2);
        var seeds = Values.Sample(200, 40).Select(value => value.Encode()).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = random.Mutate(seeds[i % seeds.Length]);
            Assert.True(!CanonicalValue.TryParse(bytes, out var value) || value.Encode().AsSpan().SequenceEqual(bytes));
        }
    }

    [Fact]
    public void RejectsNestingBeyondTheLimitWithoutExhaustingTheStack()
    {
        Assert.True(CanonicalValue.TryParse(Nested(32), out _));
        Assert.False(CanonicalValue.TryParse(Nested(33), out _));
        Assert.False(CanonicalValue.TryParse(Encoding.ASCII.GetBytes(new string('[', 1_000_000)), out _));

        static byte[] Nested(int depth) => Encoding.ASCII.GetBytes(new string('[', depth) + new string(']', depth));
    }

    [Fact]
    public void RefusesToHoldAnUnpairedSurrogate()
    {
        Assert.ThrowsAny<ArgumentException>(() => CanonicalValue.Text("a\ud800"));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalObject.Of(("\udc00", CanonicalValue.Truth(true))));
    }

    [Fact]
    public void RefusesToHoldAnIntegerThatOthersWouldRound()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CanonicalValue.Number(1L << 53));
        Assert.Throws<ArgumentOutOfRangeException>(() => CanonicalValue.Number(-(1L << 53)));
    }

    [Fact]
    public void RefusesANameGivenTwice() => Assert.Throws<ArgumentException>(() =>
        CanonicalObject.Of(("a", CanonicalValue.Number(1)), ("a", CanonicalValue.Number(1))));

    [Fact]
    public void AddsAndRemovesFields()
    {
        var one = CanonicalObject.Of(("b", CanonicalValue.Number(1)));
        var two = one.With("a", CanonicalValue.Number(2));

        Assert.Equal("""{"a":2,"b":1}""", Encoding.UTF8.GetString(two.Encode()));
        Assert.Equal<CanonicalValue>(one, two.Without("a"));
        Assert.Equal<CanonicalValue>(one, one.Without("c"));
    }

    private static Gen<CanonicalValue> ValueOf(int size)
    {
        var text = ArbMap.Default.GeneratorFor<string>()
            .Where(value => value is not null && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) == value);
        var number = ArbMap.Default.GeneratorFor<long>().Select(value => value % (1L << 53));
        var scalars = Gen.OneOf(
            text.Select(value => (CanonicalValue)CanonicalValue.Text(value)),
            number.Select(value => (CanonicalValue)CanonicalValue.Number(value)),
            Gen.Elements<CanonicalValue>(CanonicalBoolean.True, CanonicalBoolean.False));
        if (size < 4)
        {
            return scalars;
        }

        var inner = ValueOf(size / 4);
        var items = inner.ListOf(4);
        return Gen.OneOf(
            scalars,
            items.Select(list => (CanonicalValue)CanonicalValue.List(list)),
            items.SelectMany(_ => text.ListOf(4), (list, names) => (CanonicalValue)CanonicalObject.Of(
                names.Distinct(StringComparer.Ordinal).Zip(list))));
    }

    private static bool Same(JsonElement element, CanonicalValue value) => value switch
    {
        CanonicalString text => element.GetString() == text.Value,
        CanonicalInteger number => element.GetInt64() == number.Value,
        CanonicalBoolean truth => element.GetBoolean() == truth.Value,
        CanonicalArray array => element.EnumerateArray().Zip(array.Items).All(pair => Same(pair.First, pair.Second)),
        CanonicalObject fields => fields.Names.All(name => fields.TryGet(name, out var field) && Same(element.GetProperty(name), field)),
        _ => false,
    };
}
