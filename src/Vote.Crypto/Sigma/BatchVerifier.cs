namespace Vote.Crypto.Sigma;

/// <summary>A proof, what it must be for, and its statement.</summary>
/// <param name="Tag">Built by the verifier.</param>
/// <param name="Relation">Built by the verifier.</param>
/// <param name="Proof">As received.</param>
public sealed record ProofClaim(ProofTag Tag, LinearRelation Relation, ReadOnlyMemory<byte> Proof);

/// <summary>
/// Verifies many batchable proofs at the price of one multi-scalar multiplication, and names every one that is wrong.
/// draft-irtf-cfrg-sigma-protocols "Batch verification".
/// </summary>
/// <remarks>
/// <para>A proof whose instance, length or encoding is wrong is refused when it is added and never reaches the arithmetic of the others. When the
/// rest does not hold together, halves are tried with weights of their own until each culprit stands alone.</para>
/// <para>Proofs are kept until <see cref="Verify()"/>: memory is about that of their decoded elements. For more cores take a batch for each.
/// Elements that occur in many statements, as the election key does, should be the same object in all.</para>
/// </remarks>
public sealed class BatchVerifier
{
    private readonly List<Transcript> transcripts = [];
    private readonly List<int> positions = [];
    private readonly List<Verdict> verdicts = [];

    /// <summary>Number of proofs added.</summary>
    public int Count => verdicts.Count;

    /// <summary>Verifies a list of proofs.</summary>
    public static BatchVerdict Verify(IReadOnlyList<ProofClaim> claims)
    {
        var batch = new BatchVerifier();
        foreach (var claim in claims)
        {
            batch.Add(claim.Tag, claim.Relation, claim.Proof);
        }

        return batch.Verify();
    }

    /// <summary>Reads a proof and derives its challenge; what is malformed is settled here.</summary>
    /// <remarks>The proof's memory must not change before <see cref="Verify()"/>.</remarks>
    public void Add(ProofTag tag, LinearRelation relation, ReadOnlyMemory<byte> proof)
    {
        if (!Transcript.TryRead(tag, relation, proof, out var transcript, out var rejection))
        {
            verdicts.Add(rejection);
            return;
        }

        transcripts.Add(transcript);
        positions.Add(verdicts.Count);
        verdicts.Add(Verdict.Reject(Rejection.ProofDoesNotHold));
    }

    /// <summary>The verdict on every proof added so far.</summary>
    public BatchVerdict Verify()
    {
        var settled = verdicts.ToArray();
        Settle(transcripts.ToArray(), positions.ToArray(), settled, knownBad: false);
        return new BatchVerdict(settled);
    }

    /// <summary>Accepts a range that holds together; otherwise cuts it in half. A proof that is never accepted stays rejected.</summary>
    /// <param name="range">The transcripts.</param>
    /// <param name="places">Their positions in the batch.</param>
    /// <param name="settled">Verdicts by position; every transcript's starts as a rejection.</param>
    /// <param name="knownBad">Whether a culprit is known to be in the range, so that trying all of it is wasted.</param>
    private static void Settle(ReadOnlySpan<Transcript> range, ReadOnlySpan<int> places, Verdict[] settled, bool knownBad)
    {
        if (!knownBad && BatchEquation.HoldsVartime(range))
        {
            AcceptAll(places, settled);
            return;
        }

        if (range.Length <= 1)
        {
            return;
        }

        var middle = range.Length / 2;
        var leftHolds = BatchEquation.HoldsVartime(range[..middle]);
        if (leftHolds)
        {
            AcceptAll(places[..middle], settled);
        }
        else
        {
            Settle(range[..middle], places[..middle], settled, knownBad: true);
        }

        Settle(range[middle..], places[middle..], settled, knownBad: leftHolds);
    }

    private static void AcceptAll(ReadOnlySpan<int> places, Verdict[] settled)
    {
        foreach (var place in places)
        {
            settled[place] = Verdict.Accept;
        }
    }
}
