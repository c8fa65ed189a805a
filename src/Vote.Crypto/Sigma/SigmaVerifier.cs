using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// The one verifier. The instance's ten rules and the proof's length come before any arithmetic. spec §6,
/// draft-irtf-cfrg-sigma-protocols "Non-interactive Sigma Protocols".
/// </summary>
/// <remarks>The caller builds tag and relation itself; only the proof comes from the other party. Nothing in it makes this throw.</remarks>
public static class SigmaVerifier
{
    /// <summary>Verifies one batchable proof: all its equations in one multi-scalar multiplication.</summary>
    /// <param name="tag">What the proof must be for.</param>
    /// <param name="relation">The statement.</param>
    /// <param name="proof">The bytes received.</param>
    public static Verdict Verify(ProofTag tag, LinearRelation relation, ReadOnlyMemory<byte> proof)
    {
        if (!Transcript.TryRead(tag, relation, proof, out var transcript, out var rejection))
        {
            return rejection;
        }

        return BatchEquation.HoldsVartime([transcript]) ? Verdict.Accept : Verdict.Reject(Rejection.ProofDoesNotHold);
    }

    /// <summary>Verifies one compact proof: the commitments that its challenge and responses imply must give that same challenge.</summary>
    /// <inheritdoc cref="Verify(ProofTag, LinearRelation, ReadOnlyMemory{byte})"/>
    public static Verdict VerifyCompact(ProofTag tag, LinearRelation relation, ReadOnlyMemory<byte> proof)
    {
        if (ProofLayout.Check(relation, ProofFlavor.Compact, proof.Length) is Verdict.Rejected rejection)
        {
            return rejection;
        }

        if (!ProofLayout.TryDecodeScalars(proof.Span, out var scalars))
        {
            return Verdict.Reject(Rejection.MalformedProof, "a challenge or response is no scalar");
        }

        var (challenge, response) = (scalars[0], scalars[1..]);
        var commitment = SimulateCommitment(relation, challenge, response);
        if (Array.Exists(commitment, point => point.IsIdentity))
        {
            return Verdict.Reject(Rejection.ProofDoesNotHold, "a commitment would be the identity");
        }

        var expected = Challenge.Derive(tag.Session(ProofFlavor.Compact), relation, Point.EncodeMany(commitment));
        return challenge == expected ? Verdict.Accept : Verdict.Reject(Rejection.ProofDoesNotHold);
    }

    /// <summary>map(z) − c·image, an equation at a time. draft-irtf-cfrg-sigma-protocols "Simulator"</summary>
    private static Point[] SimulateCommitment(LinearRelation relation, Scalar challenge, ReadOnlySpan<Scalar> response)
    {
        var commitment = new Point[relation.NumEquations];
        var sum = new PublicSum();
        for (var i = 0; i < commitment.Length; i++)
        {
            sum.Clear();
            foreach (ref readonly var term in relation.Terms(i))
            {
                sum.Add(response[term.Witness] * term.Coefficient, relation.ElementArray[term.Element]);
            }

            foreach (ref readonly var term in relation.Image(i))
            {
                sum.Add(-(challenge * term.Coefficient), relation.ElementArray[term.Element]);
            }

            commitment[i] = sum.ValueVartime();
        }

        return commitment;
    }
}
