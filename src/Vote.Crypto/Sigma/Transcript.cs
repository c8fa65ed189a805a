using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// A batchable proof read against its statement: instance valid, length right, every element and scalar decoded, challenge derived. All that
/// is missing is the verification equation.
/// </summary>
internal sealed class Transcript
{
    private Transcript(SessionId session, LinearRelation relation, ReadOnlyMemory<byte> proof)
    {
        Session = session;
        Relation = relation;
        Proof = proof;
    }

    public SessionId Session { get; }

    public LinearRelation Relation { get; }

    /// <summary>The proof as received.</summary>
    public ReadOnlyMemory<byte> Proof { get; }

    /// <summary>One element an equation.</summary>
    public Point[] Commitment { get; private init; } = [];

    /// <summary>One scalar a witness scalar.</summary>
    public Scalar[] Response { get; private init; } = [];

    public Scalar Challenge { get; private init; }

    /// <summary>Refuses by shape and length first, then by values, then by encoding.</summary>
    public static bool TryRead(
        ProofTag tag,
        LinearRelation relation,
        ReadOnlyMemory<byte> proof,
        [NotNullWhen(true)] out Transcript? transcript,
        [NotNullWhen(false)] out Verdict.Rejected? rejection)
    {
        transcript = null;
        rejection = ProofLayout.Check(relation, ProofFlavor.Batchable, proof.Length) as Verdict.Rejected;
        if (rejection is not null)
        {
            return false;
        }

        var split = ProofLayout.CommitmentSize(relation);
        if (!Point.TryDecodeMany(proof.Span[..split], out var commitment))
        {
            rejection = new Verdict.Rejected(Rejection.MalformedProof, "a commitment is no element");
            return false;
        }

        if (!ProofLayout.TryDecodeScalars(proof.Span[split..], out var response))
        {
            rejection = new Verdict.Rejected(Rejection.MalformedProof, "a response is no scalar");
            return false;
        }

        var session = tag.Session();
        var challenge = Sigma.Challenge.Derive(session, relation, proof.Span[..split]);
        transcript = new Transcript(session, relation, proof) { Commitment = commitment, Response = response, Challenge = challenge };
        return true;
    }
}
