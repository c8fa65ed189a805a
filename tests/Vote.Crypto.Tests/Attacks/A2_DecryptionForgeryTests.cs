using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Threshold;
using Vote.Crypto.Tests.Threshold;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A trustee that wants the wrong number counted. spec §8.2; attacks A1, A2, E2</summary>
public sealed class A2_DecryptionForgeryTests : IDisposable
{
    private readonly Tally tally = new(2, 3, 1, 2, 3);

    private DecryptionStatement Statement => tally.Statement;

    [Fact]
    public void RejectsEveryTamperedElementAndScalar()
    {
        var payload = tally.Share(1).Encode();
        for (var position = 0; position < payload.Length; position += 8)
        {
            byte[] changed = [.. payload];
            changed[position] ^= 1;
            if (DecryptionShare.TryDecode(new TrusteeIndex(1), changed, 3, out var share))
            {
                Assert.IsType<Verdict.Rejected>(tally.Verify(share));
            }
        }
    }

    [Fact]
    public void RejectsEveryOtherContext()
    {
        var share = tally.Share(1);
        var swappedB = new[]
        {
            new Ciphertext(tally.Ciphertexts[0].A, tally.Ciphertexts[1].B),
            new Ciphertext(tally.Ciphertexts[1].A, tally.Ciphertexts[0].B),
            tally.Ciphertexts[2],
        };
        DecryptionStatement[] others =
        [
            Statement with { Election = new ElectionHash(Digest.Zero) },
            Statement with { TallyInput = Digest.Zero },
            Statement with { Input = new DecryptionInput(swappedB) },
            Statement with { Input = new DecryptionInput(tally.Ciphertexts.Reverse()) },
            Statement with { Input = new DecryptionInput(tally.Ciphertexts.Take(2)) },
        ];

        Assert.IsType<Verdict.Accepted>(tally.Verify(share));
        Assert.All(others, other => Assert.IsType<Verdict.Rejected>(tally.Verify(share, other)));
        Assert.IsType<Verdict.Rejected>(share.Verify(Statement, tally.KeyOf(new TrusteeIndex(2))));

        // The same bytes under another trustee's name, against either key.
        Assert.True(DecryptionShare.TryDecode(new TrusteeIndex(2), share.Encode(), 3, out var stolen));
        Assert.IsType<Verdict.Rejected>(tally.Verify(stolen));
        Assert.IsType<Verdict.Rejected>(stolen.Verify(Statement, tally.KeyOf(new TrusteeIndex(1))));
    }

    [Fact]
    public void RejectsSharesOfAnotherSecret()
    {
        using var other = new SecretShare(new TrusteeIndex(1), Scalar.Random());
        var share = DecryptionShare.Create(Statement, other, null, CancellationToken.None);
        Assert.IsType<Verdict.Accepted>(share.Verify(Statement, other.VerificationKey()));
        Assert.IsType<Verdict.Rejected>(tally.Verify(share));
    }

    /// <summary>Two errors that cancel in a plain sum do not cancel under the weights.</summary>
    [Fact]
    public void RejectsSharesWhoseErrorsCancel()
    {
        var honest = tally.Share(1).Values;
        Point[] shifted = [honest[0] + Point.Generator, honest[1] - Point.Generator, honest[2]];
        Assert.IsType<Verdict.Rejected>(tally.Verify(Lie(shifted, WeightsOver(shifted))));
    }

    /// <summary>Control: equation (1) alone ties the proof to the trustee's key. Without it a wrong secret passes.</summary>
    [Fact]
    public void WouldAcceptAnotherSecretWithoutItsFirstEquation()
    {
        var wrong = Scalar.Random();
        var values = tally.Ciphertexts.Select(ciphertext => wrong * ciphertext.A).ToArray();
        var weights = WeightsOver(values);
        var tag = Statement.Tag(ProofPurpose.Decryption, new TrusteeIndex(1));
        var half = OnlySecond(values, weights);

        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(tag, half, SigmaProver.Prove(tag, half, [wrong])));
        Assert.IsType<Verdict.Rejected>(tally.Verify(Lie(values, weights, wrong)));
    }

    /// <summary>Control: equation (2) alone speaks of the shares. Without it any shares pass.</summary>
    [Fact]
    public void WouldAcceptAnySharesWithoutItsSecondEquation()
    {
        var key = tally.KeyOf(new TrusteeIndex(1));
        var relation = new LinearRelation.Builder();
        relation.Equation(relation.Element(key)).Equals(relation.Witness("x") * relation.Generator);
        var half = relation.Build();
        var tag = Statement.Tag(ProofPurpose.Decryption, new TrusteeIndex(1));
        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(tag, half, SigmaProver.Prove(tag, half, [tally.Secrets[0].Value])));

        var values = tally.Ciphertexts.Select(_ => Scalar.Random() * Point.Generator).ToArray();
        Assert.IsType<Verdict.Rejected>(tally.Verify(Lie(values, WeightsOver(values))));
    }

    /// <summary>
    /// The adaptive forgery: whoever knows the weights before the shares are fixed solves for a wrong share that fits them. It passes with
    /// those weights, and fails because the real ones are squeezed over the shares.
    /// </summary>
    [Fact]
    public void RejectsSharesSolvedForKnownWeights()
    {
        var honest = tally.Share(1).Values;
        var known = WeightsOver(honest);
        var error = Scalar.FromInt64(5) * Point.Generator;

        // d_1·error is taken back in D_2.
        Point[] solved = [honest[0] + error, honest[1] - (known[0] * known[1].Invert() * error), honest[2]];
        var key = tally.KeyOf(new TrusteeIndex(1));
        var tag = Statement.Tag(ProofPurpose.Decryption, new TrusteeIndex(1));
        var relation = DecryptionRelation.For(key, solved, Statement.Input.Bases, known);
        var proof = SigmaProver.Prove(tag, relation, [tally.Secrets[0].Value]);

        Assert.IsType<Verdict.Accepted>(SigmaVerifier.Verify(tag, relation, proof));
        Assert.True(DecryptionShare.TryDecode(new TrusteeIndex(1), [.. Point.EncodeMany(solved), .. proof], 3, out var forged));
        Assert.IsType<Verdict.Rejected>(tally.Verify(forged));
    }

    /// <summary>
    /// The other adaptive forgery: commitments, challenge and response first, then a share for which equation (2) holds with them. It fails
    /// because the challenge is squeezed over every share.
    /// </summary>
    [Fact]
    public void RejectsSharesSolvedForAKnownChallenge()
    {
        var (trustee, key) = (new TrusteeIndex(1), tally.KeyOf(new TrusteeIndex(1)));
        var honest = tally.Share(1).Values;
        var weights = WeightsOver(honest);
        var (nonce, second) = (Scalar.Random(), Scalar.Random() * Point.Generator);
        byte[] commitment = [.. (nonce * Point.Generator).Encode(), .. second.Encode()];
        var session = Statement.Tag(ProofPurpose.Decryption, trustee).Session();
        var challenge = Challenge.Derive(session, DecryptionRelation.For(key, honest, Statement.Input.Bases, weights), commitment);
        var response = nonce + (challenge * tally.Secrets[0].Value);

        // T_2 + c·Σ d_k·D_k = z·Σ d_k·A_k, solved for D_1.
        var right = response * Point.MultiplySumVartime(weights, [.. Statement.Input.Bases]);
        var others = Point.MultiplySumVartime(weights.AsSpan(1), [.. honest.Skip(1)]);
        var solved = weights[0].Invert() * ((challenge.Invert() * (right - second)) - others);
        Assert.Equal(right, second + (challenge * ((weights[0] * solved) + others)));

        Point[] values = [solved, .. honest.Skip(1)];
        Assert.True(DecryptionShare.TryDecode(trustee, [.. Point.EncodeMany(values), .. commitment, .. response.Encode()], 3, out var forged));
        Assert.IsType<Verdict.Rejected>(tally.Verify(forged));
    }

    public void Dispose() => tally.Dispose();

    private Scalar[] WeightsOver(IReadOnlyList<Point> values) =>
        Statement.Weights(new TrusteeIndex(1), tally.KeyOf(new TrusteeIndex(1)), values);

    private LinearRelation OnlySecond(Point[] values, Scalar[] weights)
    {
        var relation = new LinearRelation.Builder();
        var (d, a) = (relation.Elements(values), relation.Elements(Statement.Input.Bases));
        relation.Equation(relation.Sum(weights, d)).Equals(relation.Witness("x") * relation.Sum(weights, a));
        return relation.Build();
    }

    /// <summary>Trustee 1 proves what it claims with the secret that it has, or another.</summary>
    private DecryptionShare Lie(Point[] values, Scalar[] weights, Scalar? secret = null)
    {
        var trustee = new TrusteeIndex(1);
        var relation = DecryptionRelation.For(tally.KeyOf(trustee), values, Statement.Input.Bases, weights);
        var proof = SigmaProver.Prove(Statement.Tag(ProofPurpose.Decryption, trustee), relation, [secret ?? tally.Secrets[0].Value]);
        Assert.True(DecryptionShare.TryDecode(trustee, [.. Point.EncodeMany(values), .. proof], values.Length, out var share));
        return share;
    }
}
