using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>A relation and scalars that satisfy it.</summary>
internal sealed record Statement(LinearRelation Relation, Scalar[] Witness)
{
    public static ProofTag Tag { get; } = new(new byte[32], ProofPurpose.Ballot, new byte[32]);

    public byte[] Prove() => SigmaProver.Prove(Tag, Relation, Witness);

    /// <summary>X = x·G.</summary>
    public static Statement Schnorr(Draw draw)
    {
        var secret = draw.NextScalar();
        var builder = new LinearRelation.Builder();
        var x = builder.Witness("x");
        builder.Equation(builder.Element(secret * Point.Generator)).Equals(x * builder.Generator);
        return new Statement(builder.Build(), [secret]);
    }

    /// <summary>X = x·G, Y = x·H.</summary>
    public static Statement EqualLogarithms(Draw draw)
    {
        var (secret, other) = (draw.NextScalar(), draw.NextPoint());
        return new Statement(EqualLogarithms(other, secret * Point.Generator, secret * other), [secret]);
    }

    public static LinearRelation EqualLogarithms(Point second, Point left, Point right)
    {
        var builder = new LinearRelation.Builder();
        var x = builder.Witness("x");
        var (h, capitalX, y) = (builder.Element(second), builder.Element(left), builder.Element(right));
        builder.Equation(capitalX).Equals(x * builder.Generator);
        builder.Equation(y).Equals(x * h);
        return builder.Build();
    }

    /// <summary>The shape of a ballot: every bit and one constraint. spec §4.3</summary>
    public static Statement Ballot(Draw draw, Point electionKey, params ReadOnlySpan<int> bits)
    {
        var builder = new LinearRelation.Builder();
        var y = builder.Element(electionKey);
        var (witness, left, right) = (new List<Scalar>(), new List<ElementIndex>(), new List<WitnessIndex>());
        foreach (var bit in bits)
        {
            var (secret, value) = (draw.NextScalar(), Scalar.FromInt64(bit));
            var a = builder.Element(secret * Point.Generator);
            var b = builder.Element((value * Point.Generator) + (secret * electionKey));
            var scalars = builder.Witnesses("b, r, s", 3);
            builder.Equation(a).Equals(scalars[1] * builder.Generator);
            builder.Equation(b).Equals((scalars[0] * builder.Generator) + (scalars[1] * y));
            builder.Equation(a).Equals((scalars[0] * a) + (scalars[2] * builder.Generator));
            builder.Equation(b).Equals((scalars[0] * b) + (scalars[2] * y));
            witness.AddRange([value, secret, secret * (Scalar.One - value)]);
            left.Add(b);
            right.Add(scalars[1]);
        }

        var total = Scalar.FromInt64(bits.ToArray().Sum());
        var weights = Enumerable.Repeat(Scalar.One, bits.Length).ToArray();
        var image = total.IsZero ? builder.Sum([.. left]) : builder.Sum([.. left]) - (total * builder.Generator);
        builder.Equation(image).Equals(builder.Sum(weights, [.. right], y));
        return new Statement(builder.Build(), [.. witness]);
    }

    /// <summary>Any true statement of a few equations, with constant terms, repeated elements and scalars.</summary>
    public static Statement Any(Draw draw)
    {
        var builder = new LinearRelation.Builder();
        var witness = Enumerable.Range(0, 1 + draw.Below(3)).Select(_ => draw.NextScalar()).ToArray();
        var scalars = builder.Witnesses("w", witness.Length);
        Point[] bases = [Point.Generator, .. Enumerable.Range(0, 1 + draw.Below(2)).Select(_ => draw.NextPoint())];
        ElementIndex[] indices = [builder.Generator, .. builder.Elements(bases[1..])];
        for (var i = 0; i < scalars.Length; i++)
        {
            // A term first that nothing drawn after it cancels, so that no scalar, element or image is idle.
            var (at, first) = (i % bases.Length, draw.NextScalar());
            var right = first * (scalars[i] * indices[at]);
            var image = (first * witness[i]) * bases[at];
            for (var more = draw.Below(3); more > 0; more--)
            {
                var (scalar, element, coefficient) = (draw.Below(witness.Length), draw.Below(bases.Length), draw.NextCoefficient());
                right += coefficient * (scalars[scalar] * indices[element]);
                image += (coefficient * witness[scalar]) * bases[element];
            }

            var (constant, times) = (draw.Below(bases.Length), draw.NextScalar());
            var left = builder.Element(image - (times * bases[constant])) + (times * indices[constant]);
            builder.Equation(left).Equals(right);
        }

        foreach (var (at, index) in indices.Index().Skip(1))
        {
            builder.Equation(builder.Element(witness[0] * bases[at])).Equals(scalars[0] * index);
        }

        return new Statement(builder.Build(), witness);
    }
}
