using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A10: rounds that are not linked and fields that run into each other. Every other order, cut or earlier message gives another challenge.</summary>
public sealed class A10_TranscriptFramingTests
{
    private readonly Point[] points = [.. Enumerable.Range(2, 4).Select(i => Scalar.FromInt64(i) * Point.Generator)];

    [Fact]
    public void EveryCutOfTheSameElementsIntoVectorsIsAnotherTranscript()
    {
        var squeezed = new HashSet<string>(StringComparer.Ordinal)
        {
            Squeeze(points),
            Squeeze(points[..1], points[1..]),
            Squeeze(points[..2], points[2..]),
            Squeeze(points[..3], points[3..]),
            Squeeze([], points),
            Squeeze(points, []),
            Squeeze(points[1..], points[..1]),
            Squeeze([.. points.Reverse()]),
        };
        Assert.Equal(8, squeezed.Count);
    }

    /// <summary>A second challenge depends on all that was said before the first, also when only that was changed.</summary>
    [Fact]
    public void AChangeBeforeTheFirstChallengeChangesTheSecond()
    {
        using var one = new DuplexSponge(SessionId.Derive("a"u8));
        using var two = new DuplexSponge(SessionId.Derive("a"u8));
        one.AbsorbVector(points[..1]);
        two.AbsorbVector(points[1..2]);
        Assert.NotEqual(one.SqueezeScalars(1), two.SqueezeScalars(1));
        one.AbsorbVector(points[3..]);
        two.AbsorbVector(points[3..]);
        Assert.NotEqual(one.SqueezeScalars(1), two.SqueezeScalars(1));
    }

    /// <summary>The two rounds of a shuffle: weights follow rows and commitments, the challenge follows weights, chain and all before.</summary>
    [Fact]
    public void AFirstRoundChangedAfterTheWeightsIsRefused()
    {
        var (mix, other) = (new Mix(3, 1), new Mix(3, 1));
        var honest = mix.Honest();
        var u = ShuffleWeights.Squeeze(mix.Statement(), honest.Output, honest.Commitments);
        Point[] swapped = [honest.Commitments[1], honest.Commitments[0], honest.Commitments[2]];
        Assert.NotEqual(u, ShuffleWeights.Squeeze(mix.Statement(), honest.Output, swapped));
        Assert.NotEqual(u, ShuffleWeights.Squeeze(mix.Statement(), other.Input, honest.Commitments));
        Assert.NotEqual(u, ShuffleWeights.Squeeze(mix.Statement(input: other.Input), honest.Output, honest.Commitments));
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(honest.Output, swapped, honest.Chain, honest.Proof)));
    }

    /// <summary>Two statements with the same elements in the same order, cut into equations otherwise.</summary>
    [Fact]
    public void EveryCutIntoEquationsIsAnotherStatement()
    {
        var builder = new LinearRelation.Builder();
        var e = builder.Elements(points);
        var x = builder.Witnesses("x", 2);
        builder.Equation(e[0] + e[1]).Equals(x[0] * e[2]);
        builder.Equation(e[3]).Equals(x[1] * e[2]);
        var one = builder.Build();
        var two = RelationEdit.Change(one, edit =>
        {
            edit.Equations[0] = (one.Image(0)[..1].ToArray(), one.Terms(0).ToArray());
            edit.Equations[1] = ([one.Image(0)[1], .. one.Image(1)], one.Terms(1).ToArray());
        });
        var session = SessionId.Derive("a"u8);
        Assert.NotEqual(Challenge.Derive(session, one, []), Challenge.Derive(session, two, []));
    }

    private static string Squeeze(params Point[][] vectors)
    {
        using var sponge = new DuplexSponge(SessionId.Derive("a"u8));
        foreach (var vector in vectors)
        {
            sponge.AbsorbVector(vector);
        }

        return Convert.ToHexString(sponge.Squeeze(32));
    }
}
