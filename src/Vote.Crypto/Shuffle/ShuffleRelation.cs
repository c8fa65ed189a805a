using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Shuffle;

/// <summary>
/// Says that the outputs are the inputs, each re-encrypted, in another order. Terelius and Wikström's proof as CHVote uses it,
/// for rows of any width under one permutation. spec §7
/// </summary>
/// <remarks>
/// Symbols: u_i public weights, c_i commitments to the permutation, ĉ_i the chain, u'_i = u_π(i), H and H_i the election's generators.
/// </remarks>
internal sealed class ShuffleRelation
{
    private readonly ShuffleStatement statement;
    private readonly Scalar[] u;
    private readonly LinearRelation.Builder relation = new();
    private readonly ElementIndex y;
    private readonly ElementIndex chainBase;
    private readonly ElementIndex[] bases;
    private readonly ElementIndex[] c;
    private readonly ElementIndex[] chain;
    private readonly ElementIndex[] input;
    private readonly ElementIndex[] output;
    private readonly WitnessIndex rBar;
    private readonly WitnessIndex rHat;
    private readonly WitnessIndex rTilde;
    private readonly WitnessIndex[] rPrime;
    private readonly WitnessIndex[] rHats;
    private readonly WitnessIndex[] uPrime;

    private ShuffleRelation(ShuffleStatement statement, ShuffleClaim claim, Scalar[] weights)
    {
        (this.statement, u) = (statement, weights);
        var count = statement.Input.Count;

        y = relation.Element(statement.Key.Point);
        chainBase = relation.Element(statement.Generators.ChainBase);
        bases = relation.Elements(statement.Generators.CommitmentBases(count, CancellationToken.None));
        c = relation.Elements(claim.Commitments);
        chain = relation.Elements(claim.Chain);
        input = relation.Elements(statement.Input.Elements());
        output = relation.Elements(claim.Output.Elements());

        rBar = relation.Witness("r̄");
        rHat = relation.Witness("r̂");
        rTilde = relation.Witness("r̃");
        rPrime = relation.Witnesses("r'", statement.Input.Width);
        rHats = relation.Witnesses("r̂_i", count);
        uPrime = relation.Witnesses("u'", count);
    }

    /// <summary>The relation for these outputs, commitments and chain under weights squeezed over them.</summary>
    public static LinearRelation For(ShuffleStatement statement, ShuffleClaim claim, Scalar[] weights)
    {
        var shuffle = new ShuffleRelation(statement, claim, weights);
        shuffle.StateCommitments();
        for (var column = 0; column < statement.Input.Width; column++)
        {
            shuffle.StateColumn(column);
        }

        shuffle.StateChain();
        return shuffle.relation.Build();
    }

    private void StateCommitments()
    {
        // spec §7 (1): Σ c_i − Σ H_i = r̄·G. With (3), c commits to a matrix whose rows have the sum 1.
        relation.Equation(relation.Sum(c) - relation.Sum(bases)).Equals(rBar * relation.Generator);

        // spec §7 (2): ĉ_N − (Π u_i)·H = r̂·G. The u' have the product of the u, so they are the u in some order.
        var product = u.Aggregate(Scalar.One, (left, right) => left * right);
        relation.Equation(chain[^1] - (product * chainBase)).Equals(rHat * relation.Generator);

        // spec §7 (3): Σ u_i·c_i = r̃·G + Σ u'_i·H_i
        relation.Equation(relation.Sum(u, c)).Equals((rTilde * relation.Generator) + relation.Sum(uPrime, bases));
    }

    private void StateColumn(int column)
    {
        var r = rPrime[column];

        // spec §7 (4): Σ u_i·A_{i,w} = −r'_w·G + Σ u'_i·A'_{i,w}
        relation.Equation(relation.Sum(u, Half(input, column, 0)))
            .Equals((-Scalar.One * (r * relation.Generator)) + relation.Sum(uPrime, Half(output, column, 0)));

        // spec §7 (5): Σ u_i·B_{i,w} = −r'_w·Y + Σ u'_i·B'_{i,w}
        relation.Equation(relation.Sum(u, Half(input, column, 1)))
            .Equals((-Scalar.One * (r * y)) + relation.Sum(uPrime, Half(output, column, 1)));
    }

    private void StateChain()
    {
        // spec §7 (6): ĉ_i = r̂_i·G + u'_i·ĉ_{i−1}, ĉ_0 = H
        for (var i = 0; i < chain.Length; i++)
        {
            relation.Equation(chain[i]).Equals((rHats[i] * relation.Generator) + (uPrime[i] * (i == 0 ? chainBase : chain[i - 1])));
        }
    }

    /// <summary>A (0) or B (1) of a column, by row.</summary>
    private ElementIndex[] Half(ElementIndex[] elements, int column, int half)
    {
        var indices = new ElementIndex[statement.Input.Count];
        for (var row = 0; row < indices.Length; row++)
        {
            indices[row] = elements[(2 * ((row * statement.Input.Width) + column)) + half];
        }

        return indices;
    }
}

/// <summary>What the mixer claims: outputs and commitments.</summary>
internal sealed record ShuffleClaim(CiphertextRows Output, IReadOnlyList<Point> Commitments, IReadOnlyList<Point> Chain);
