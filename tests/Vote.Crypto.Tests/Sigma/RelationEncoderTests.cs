using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

public sealed class RelationEncoderTests
{
    [Fact]
    public void StreamsTheBytesThatTheDraftWritesDown() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        Agrees(Statement.Any(new Draw(seed)).Relation)).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    /// <summary>More terms than the buffer holds and more elements than are encoded at once, to both sides of each border.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(8193)]
    public void StreamsLongRelations(int elements)
    {
        var builder = new LinearRelation.Builder();
        var x = builder.Witness("x");
        var image = builder.Elements(Enumerable.Repeat(Point.Generator, elements).ToArray());
        builder.Equation(builder.Sum(image)).Equals(x * builder.Sum(image));
        Assert.True(Agrees(builder.Build()));
    }

    /// <summary>Distinct relations have distinct bytes, none a prefix of another: the reader gives back what was written.</summary>
    [Fact]
    public void WhatIsWrittenReadsBackAsTheSameRelation() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var bytes = RelationText.Write(Statement.Any(new Draw(seed)).Relation);
        return RelationText.TryParse(bytes, out var parsed) && RelationText.Write(parsed).AsSpan().SequenceEqual(bytes);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private static bool Agrees(LinearRelation relation)
    {
        var session = SessionId.Derive("encoder"u8);
        using var streamed = new DuplexSponge(session);
        using var whole = new DuplexSponge(session);
        RelationEncoder.AbsorbInto(streamed, relation);
        whole.Absorb(RelationText.Write(relation));
        return streamed.Squeeze(32).AsSpan().SequenceEqual(whole.Squeeze(32));
    }
}
