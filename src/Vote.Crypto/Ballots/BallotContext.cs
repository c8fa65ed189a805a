using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Ballots;

/// <summary>The values of the entry that carries a ballot, to which each of its proofs is bound. spec §4.5</summary>
/// <param name="Credential">The key that signs the entry.</param>
/// <param name="Position">Slot, generation and sequence.</param>
/// <param name="Previous">Hash of the slot's previous ballot; zeros for the first.</param>
public sealed record BallotContext(SignatureKey Credential, BallotPosition Position, Digest Previous)
{
    /// <summary>The tag of one question's proof.</summary>
    /// <param name="election">Gives the scope.</param>
    /// <param name="question">The question proven.</param>
    /// <param name="ciphertexts">The ciphertext hash over all questions of the ballot.</param>
    public ProofTag TagFor(ElectionHash election, Question question, Digest ciphertexts)
    {
        var purpose = question is MixedQuestion ? ProofPurpose.BallotMixed : ProofPurpose.Ballot;
        return new(election.Bytes, purpose, Digest.Sha256(ToCanonical(question, ciphertexts).Encode()).Bytes);
    }

    private CanonicalObject ToCanonical(Question question, Digest ciphertexts) => CanonicalObject.Of(
        ("ciphertexts", CanonicalValue.Hash(ciphertexts)),
        ("credential", CanonicalValue.Bytes(Credential.Bytes)),
        ("generation", CanonicalValue.Number(Position.Generation)),
        ("previous", CanonicalValue.Hash(Previous)),
        ("question", CanonicalValue.Number(question.Number)),
        ("sequence", CanonicalValue.Number(Position.Sequence)),
        ("slot", CanonicalValue.Number(Position.Slot)));
}
