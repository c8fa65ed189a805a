using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>
/// A mixer of two rows that follows the protocol with a matrix that is no permutation, and knows everything. The commitments are to one
/// matrix, the output is the other's inverse applied to the input. An honest mixer has one permutation matrix in both.
/// </summary>
internal sealed class MatrixForger(Mix mix)
{
    /// <summary>The product of the weights stays, and rows are scaled.</summary>
    public static readonly Scalar[,] Scaled = Matrix(2, 0, 0, 2, invertLast: true);

    /// <summary>Columns sum to one, and rows are mixtures.</summary>
    public static readonly Scalar[,] Mixed = Matrix(2, -1, -1, 2);

    public static readonly Scalar[,] Identity = Matrix(1, 0, 0, 1);

    private readonly Scalar[] r = Draw();
    private readonly Scalar[] hats = Draw();
    private readonly Scalar[] reencryptions = Draw();

    /// <summary>The forged claim, its relation as the verifier builds it, and the witness that satisfies all of it but one equation.</summary>
    public (ShuffleClaim Claim, LinearRelation Relation, Scalar[] Witness) Forge(Lie lie)
    {
        var statement = mix.Statement();
        var bases = statement.Generators.CommitmentBases(2, CancellationToken.None);
        Point[] commitments =
        [
            (r[0] * Point.Generator) + (lie.Committed[0, 0] * bases[0]) + (lie.Committed[0, 1] * bases[1]),
            (r[1] * Point.Generator) + (lie.Committed[1, 0] * bases[0]) + (lie.Committed[1, 1] * bases[1]),
        ];
        var output = new CiphertextRows(1, Output(lie));
        var u = ShuffleWeights.Squeeze(statement, output, commitments);
        Scalar[] permuted =
        [
            (lie.Used[0, 0] * u[0]) + (lie.Used[1, 0] * u[1]),
            (lie.Used[0, 1] * u[0]) + (lie.Used[1, 1] * u[1]),
        ];

        var (chain, linked) = Chain(statement.Generators.ChainBase, permuted, lie.BentChain ? u[0] * u[1] : permuted[0] * permuted[1], lie.BentAtFirst);
        var claim = new ShuffleClaim(output, commitments, chain);
        Scalar[] witness =
        [
            r[0] + r[1], linked, (u[0] * r[0]) + (u[1] * r[1]), (permuted[0] * reencryptions[0]) + (permuted[1] * reencryptions[1]), .. hats, .. permuted,
        ];
        return (claim, ShuffleRelation.For(statement, claim, u), witness);
    }

    /// <summary>used⁻¹ · input, re-encrypted, with something on top of the first row.</summary>
    private Ciphertext[] Output(Lie lie)
    {
        var determinant = (lie.Used[0, 0] * lie.Used[1, 1]) - (lie.Used[0, 1] * lie.Used[1, 0]);
        var factor = determinant.Invert();
        Scalar[][] inverse =
        [
            [factor * lie.Used[1, 1], -factor * lie.Used[0, 1]],
            [-factor * lie.Used[1, 0], factor * lie.Used[0, 0]],
        ];
        return [.. inverse.Select((row, i) =>
            new Ciphertext(Combine(row, cell => cell.A), Combine(row, cell => cell.B))
            + mix.Key.Encrypt(Point.Identity, reencryptions[i])
            + (i == 0 ? lie.Added : Ciphertext.Zero))];
    }

    private Point Combine(Scalar[] row, Func<Ciphertext, Point> half) =>
        (row[0] * half(mix.Input.Cells[0])) + (row[1] * half(mix.Input.Cells[1]));

    private (Point[] Chain, Scalar Linked) Chain(Point chainBase, Scalar[] permuted, Scalar product, bool bentAtFirst)
    {
        // An honest first link, or the one that the end asks for.
        var ofBase = bentAtFirst ? product * permuted[1].Invert() : permuted[0];
        var first = (hats[0] * Point.Generator) + (ofBase * chainBase);
        var linked = hats[1] + (permuted[1] * hats[0]);
        return ([first, (linked * Point.Generator) + (product * chainBase)], linked);
    }

    private static Scalar[] Draw() => [Scalar.Random(), Scalar.Random()];

    private static Scalar[,] Matrix(long a, long b, long c, long d, bool invertLast = false)
    {
        var last = Scalar.FromInt64(d);
        return new[,] { { Scalar.FromInt64(a), Scalar.FromInt64(b) }, { Scalar.FromInt64(c), invertLast ? last.Invert() : last } };
    }
}

/// <summary>How a forger lies.</summary>
/// <param name="Committed">The matrix in c.</param>
/// <param name="Used">The matrix between input and output.</param>
internal sealed record Lie(Scalar[,] Committed, Scalar[,] Used)
{
    /// <summary>Put on top of the first output row.</summary>
    public Ciphertext Added { get; init; } = Ciphertext.Zero;

    /// <summary>The chain ends where an honest one would, not where its links lead.</summary>
    public bool BentChain { get; init; }

    /// <summary>The chain is bent in its first link, not in its last.</summary>
    public bool BentAtFirst { get; init; }
}
