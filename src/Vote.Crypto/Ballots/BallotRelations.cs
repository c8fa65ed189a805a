using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Ballots;

/// <summary>
/// What the proof of a question says, for prover and verifier alike. spec §4.3, §4.4
/// </summary>
/// <remarks>
/// Symbols: (A_k, B_k) ciphertext k, b_k its bit, r_k its encryption scalar, s_k = r_k(1 − b_k), a_k and c a constraint's numbers.
/// </remarks>
internal static class BallotRelations
{
    /// <summary>The relation of a question's ciphertexts, as many as the question has.</summary>
    public static LinearRelation For(Question question, ElectionKey key, IReadOnlyList<Ciphertext> ciphertexts) => question switch
    {
        HomomorphicQuestion homomorphic => For(homomorphic.Shape, key, ciphertexts),
        MixedQuestion => Mixed(ciphertexts),
        _ => throw new ArgumentException("A question is homomorphic or mixed.", nameof(question)),
    };

    /// <summary>The relation of encrypted bits of any shape.</summary>
    public static LinearRelation For(BallotShape shape, ElectionKey key, IReadOnlyList<Ciphertext> ciphertexts)
    {
        var relation = new LinearRelation.Builder();
        var y = relation.Element(key.Point);
        var bits = new EncryptedBit[shape.BitCount];
        for (var k = 0; k < bits.Length; k++)
        {
            bits[k] = EncryptedBit.Declare(relation, ciphertexts[k]);
        }

        foreach (var bit in bits)
        {
            bit.State(relation, y);
        }

        foreach (var constraint in shape.Constraints)
        {
            State(relation, constraint, bits, y);
        }

        return relation.Build();
    }

    /// <summary>The witness of a homomorphic question: b_k, r_k, s_k for each k. A mixed one's are the r. The caller wipes it.</summary>
    public static Scalar[] Witness(ReadOnlySpan<byte> bits, ReadOnlySpan<Scalar> r)
    {
        var witness = new Scalar[3 * bits.Length];
        for (var k = 0; k < bits.Length; k++)
        {
            var b = Scalar.FromInt64(bits[k]);
            witness[3 * k] = b;
            witness[(3 * k) + 1] = r[k];
            witness[(3 * k) + 2] = r[k] * (Scalar.One - b);
        }

        return witness;
    }

    /// <summary>No new witness: the sum of the ciphertexts encrypts c.</summary>
    private static void State(LinearRelation.Builder relation, LinearConstraint constraint, EncryptedBit[] bits, ElementIndex y)
    {
        var terms = constraint.Form.Terms().ToArray();
        Scalar[] a = [.. terms.Select(term => Scalar.FromInt64(term.Coefficient))];
        ElementIndex[] b = [.. terms.Select(term => bits[term.Bit].B)];
        WitnessIndex[] r = [.. terms.Select(term => bits[term.Bit].Random)];

        // spec §4.3 (5): Σ a_k·B_k − c·G = Σ a_k·r_k·Y
        var image = relation.Sum(a, b);
        if (constraint.Constant != 0)
        {
            image -= Scalar.FromInt64(constraint.Constant) * relation.Generator;
        }

        relation.Equation(image).Equals(relation.Sum(a, r, y));
    }

    /// <summary>B and Y are bound by the context. spec §4.4</summary>
    private static LinearRelation Mixed(IReadOnlyList<Ciphertext> columns)
    {
        var relation = new LinearRelation.Builder();
        var a = relation.Elements([.. columns.Select(column => column.A)]);
        var r = relation.Witnesses("r", columns.Count);

        // spec §4.4: A_w = r_w·G
        for (var w = 0; w < a.Length; w++)
        {
            relation.Equation(a[w]).Equals(r[w] * relation.Generator);
        }

        return relation.Build();
    }

    /// <summary>The indices of one ciphertext and its three witness scalars.</summary>
    private readonly record struct EncryptedBit(ElementIndex A, ElementIndex B, WitnessIndex Bit, WitnessIndex Random, WitnessIndex Square)
    {
        public static EncryptedBit Declare(LinearRelation.Builder relation, Ciphertext ciphertext) => new(
            relation.Element(ciphertext.A),
            relation.Element(ciphertext.B),
            relation.Witness("b"),
            relation.Witness("r"),
            relation.Witness("s"));

        public void State(LinearRelation.Builder relation, ElementIndex y)
        {
            // spec §4.3 (1): A = r·G
            relation.Equation(A).Equals(Random * relation.Generator);

            // spec §4.3 (2): B = b·G + r·Y
            relation.Equation(B).Equals((Bit * relation.Generator) + (Random * y));

            // spec §4.3 (3): A = b·A + s·G
            relation.Equation(A).Equals((Bit * A) + (Square * relation.Generator));

            // spec §4.3 (4): B = b·B + s·Y. With (3) it forces b = b², even upon whoever knows the key.
            relation.Equation(B).Equals((Bit * B) + (Square * y));
        }
    }
}
