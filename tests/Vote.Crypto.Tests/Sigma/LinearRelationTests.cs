using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>What is written in the draft's notation compiles to the indices and terms that the draft says.</summary>
public sealed class LinearRelationTests
{
    private readonly LinearRelation.Builder builder = new();

    [Fact]
    public void CompilesTheDraftsBitRelation()
    {
        var (b, r, s) = (builder.Witness("b"), builder.Witness("r"), builder.Witness("s"));
        var (h, c) = (builder.Element(P(2)), builder.Element(P(3)));
        builder.Equation(c).Equals((b * builder.Generator) + (r * h));
        builder.Equation(c).Equals((b * c) + (s * h));

        var relation = builder.Build();
        Assert.Equal([Point.Generator, P(2), P(3)], relation.Elements);
        Assert.Equal(3, relation.NumScalars);
        Assert.Equal([new ImageTerm(2, Scalar.One)], relation.Image(0).ToArray());
        Assert.Equal([new Term(0, 0, Scalar.One), new Term(1, 1, Scalar.One)], relation.Terms(0).ToArray());
        Assert.Equal([new ImageTerm(2, Scalar.One)], relation.Image(1).ToArray());
        Assert.Equal([new Term(0, 2, Scalar.One), new Term(2, 1, Scalar.One)], relation.Terms(1).ToArray());
    }

    [Fact]
    public void WritesConstantTermsIntoTheImageWithTheirCoefficients()
    {
        var r = builder.Witness("r");
        var (h, c) = (builder.Element(P(2)), builder.Element(P(3)));
        builder.Equation(c - (K(5) * builder.Generator)).Equals(r * h);
        Assert.Equal([new ImageTerm(2, Scalar.One), new ImageTerm(0, -K(5))], builder.Build().Image(0).ToArray());
    }

    [Fact]
    public void DistributesAScalarOverASum()
    {
        var r = builder.Witness("r");
        var (x1, x2, e) = (builder.Element(P(2)), builder.Element(P(3)), builder.Element(P(4)));
        builder.Equation(e).Equals(K(3) * (r * (x1 - (K(2) * x2))));
        Assert.Equal([new Term(0, 1, K(3)), new Term(0, 2, -K(6))], builder.Build().Terms(0).ToArray());
    }

    [Fact]
    public void KeepsTheOrderWrittenWhateverTheOrderMade()
    {
        var (x, y) = (builder.Witness("x"), builder.Witness("y"));
        var a = builder.Element(P(2));
        var second = y * a;
        var first = x * a;
        builder.Equation(a).Equals(first + second);
        builder.Equation(a + a).Equals(second - first);
        builder.Equation(-a).Equals(-(first + second));

        var relation = builder.Build();
        Assert.Equal([new Term(0, 1, Scalar.One), new Term(1, 1, Scalar.One)], relation.Terms(0).ToArray());
        Assert.Equal([new Term(1, 1, Scalar.One), new Term(0, 1, -Scalar.One)], relation.Terms(1).ToArray());
        Assert.Equal([new Term(0, 1, -Scalar.One), new Term(1, 1, -Scalar.One)], relation.Terms(2).ToArray());
        Assert.Equal([new ImageTerm(1, Scalar.One), new ImageTerm(1, Scalar.One)], relation.Image(1).ToArray());
        Assert.Equal([new ImageTerm(1, -Scalar.One)], relation.Image(2).ToArray());
    }

    [Fact]
    public void ASumIsUnchangedByWhatIsAddedToIt()
    {
        var x = builder.Witness("x");
        var (a, b) = (builder.Element(P(2)), builder.Element(P(3)));
        var sum = a + b;
        var longer = sum + builder.Generator;
        builder.Equation(longer + sum).Equals(x * sum);

        var relation = builder.Build();
        Assert.Equal([1, 2, 0, 1, 2], relation.Image(0).ToArray().Select(term => term.Element));
        Assert.Equal([1, 2], relation.Terms(0).ToArray().Select(term => term.Element));
    }

    [Fact]
    public void SumsOfVectorsAreTheTermsOneByOne()
    {
        var w = builder.Witnesses("w", 2);
        var e = builder.Elements([P(2), P(3)]);
        builder.Equation(builder.Sum([K(7), K(8)], e)).Equals(builder.Sum(w, e));
        builder.Equation(builder.Sum(e)).Equals(builder.Sum([K(9), K(10)], w, builder.Generator));
        builder.Equation(builder.Sum([K(1)], new[] { P(4) })).Equals(w[0] * e[0]);

        var relation = builder.Build();
        Assert.Equal([new ImageTerm(1, K(7)), new ImageTerm(2, K(8))], relation.Image(0).ToArray());
        Assert.Equal([new Term(0, 1, Scalar.One), new Term(1, 2, Scalar.One)], relation.Terms(0).ToArray());
        Assert.Equal([new ImageTerm(1, Scalar.One), new ImageTerm(2, Scalar.One)], relation.Image(1).ToArray());
        Assert.Equal([new Term(0, 0, K(9)), new Term(1, 0, K(10))], relation.Terms(1).ToArray());
        Assert.Equal([new ImageTerm(3, K(1))], relation.Image(2).ToArray());
    }

    [Fact]
    public void RefusesVectorsOfDifferentLength()
    {
        var w = builder.Witnesses("w", 2);
        var e = builder.Elements([P(2), P(3), P(4)]);
        Assert.Throws<ArgumentException>(() => builder.Sum([K(1)], e));
        Assert.Throws<ArgumentException>(() => builder.Sum(w, e));
        Assert.Throws<ArgumentException>(() => builder.Sum([K(1)], w, e[0]));
        Assert.Throws<ArgumentException>(() => builder.Sum([K(1)], new[] { P(2), P(3) }));
    }

    [Fact]
    public void RefusesIndicesOfAnotherRelationAndOfNone()
    {
        var other = new LinearRelation.Builder();
        var x = builder.Witness("x");
        var foreign = other.Element(P(2));
        Assert.Throws<ArgumentException>(() => x * foreign);
        Assert.Throws<ArgumentException>(() => builder.Generator + foreign);
        Assert.Throws<ArgumentException>(() => builder.Equation(foreign));
        Assert.Throws<ArgumentException>(() => builder.Sum([foreign]));
        Assert.Throws<ArgumentException>(() => builder.Equation(builder.Generator).Equals(other.Witness("y") * foreign));
        Assert.Throws<InvalidOperationException>(() => x * default(ElementIndex));
        Assert.Throws<InvalidOperationException>(() => default(ElementSum) + foreign);
    }

    [Fact]
    public void RefusesAnEquationLeftOpenClosedTwiceOrAForgottenWitness()
    {
        var x = builder.Witness("x");
        var left = builder.Equation(builder.Element(P(2)));
        Assert.Throws<InvalidOperationException>(builder.Build);
        left.Equals(x * builder.Generator);
        Assert.Throws<InvalidOperationException>(() => left.Equals(x * builder.Generator));
        builder.Build();
        builder.Witness("forgotten");
        Assert.Contains("forgotten", Assert.Throws<InvalidOperationException>(builder.Build).Message, StringComparison.Ordinal);
    }

    private static Scalar K(long value) => Scalar.FromInt64(value);

    private static Point P(long multiple) => K(multiple) * Point.Generator;
}
