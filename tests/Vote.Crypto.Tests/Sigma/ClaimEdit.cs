using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>Honest claims for a batch, and ways to spoil them that leave them well formed.</summary>
internal static class ClaimEdit
{
    public static ProofClaim Claim(Statement statement) => new(Statement.Tag, statement.Relation, statement.Prove());

    public static ProofClaim Spoil(ProofClaim claim) => Shift(claim, 0, Scalar.One);

    /// <summary>Adds to one response: everything decodes, nothing holds.</summary>
    public static ProofClaim Shift(ProofClaim claim, int response, Scalar by)
    {
        var proof = claim.Proof.ToArray();
        var at = (claim.Relation.NumEquations * Point.Size) + (response * Scalar.Size);
        Assert.True(Scalar.TryDecode(proof.AsSpan(at, Scalar.Size), out var scalar));
        (scalar + by).EncodeTo(proof.AsSpan(at));
        return claim with { Proof = proof };
    }

    /// <summary>Σ (T + c·image − map(z)), every weight 1.</summary>
    public static Point PlainSum(ProofClaim claim)
    {
        Assert.True(Transcript.TryRead(claim.Tag, claim.Relation, claim.Proof, out var transcript, out _));
        return Enumerable.Range(0, claim.Relation.NumEquations).Aggregate(Point.Identity, (sum, i) => sum
            + transcript.Commitment[i]
            + (transcript.Challenge * SlowVerifier.ImageOf(claim.Relation, i))
            - SlowVerifier.MapAt(claim.Relation, i, transcript.Response));
    }
}
