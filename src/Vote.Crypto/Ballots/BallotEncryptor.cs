using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Ballots;

/// <summary>Makes ballots of one election: encrypts all questions, then proves each. spec §4.3, §4.4, §4.5</summary>
/// <remarks>CPU-bound, so synchronous. Safe to share between threads.</remarks>
public sealed class BallotEncryptor
{
    private readonly Election election;

    /// <param name="election">Whose key and questions the ballots have.</param>
    public BallotEncryptor(Election election) => this.election = election;

    /// <summary>The ballot of one attempt.</summary>
    /// <param name="context">The entry that will carry it.</param>
    /// <param name="seed">Fresh for this attempt.</param>
    /// <param name="selections">One for each question, in order.</param>
    /// <exception cref="ArgumentException">Another number of selections, or one that its question does not allow.</exception>
    /// <exception cref="InvalidOperationException">The seed gives a zero scalar: take another.</exception>
    public EncryptedBallot Encrypt(BallotContext context, BallotSeed seed, IReadOnlyList<Selection> selections) =>
        Encrypt(context, seed, selections, SystemNonces.Instance);

    /// <summary>The same with nonces from a given source, question after question in the order of their witness.</summary>
    internal EncryptedBallot Encrypt(
        BallotContext context, BallotSeed seed, IReadOnlyList<Selection> selections, INonceSource nonces)
    {
        if (selections.Count != election.Style.Questions.Count)
        {
            throw new ArgumentException($"A ballot has {election.Style.Questions.Count} questions.", nameof(selections));
        }

        PlainAnswer[] answers = [.. election.Style.Questions.Select(
            question => EncryptAnswer(context, seed, question, selections[question.Number - 1]))];
        try
        {
            return Prove(context, answers, nonces);
        }
        finally
        {
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    private PlainAnswer EncryptAnswer(BallotContext context, BallotSeed seed, Question question, Selection selection)
    {
        var r = PlainAnswer.Scalars(seed, election.Hash, context.Credential, context.Position.Sequence, question);
        var answer = PlainAnswer.Encrypt(election.Key, question, selection, r);
        PlainAnswer.Wipe(r);
        return answer;
    }

    private EncryptedBallot Prove(BallotContext context, PlainAnswer[] answers, INonceSource nonces)
    {
        Ciphertext[] ciphertexts = [.. answers.SelectMany(answer => answer.Ciphertexts)];
        var hash = Digest.Sha256(Ciphertext.EncodeMany(ciphertexts));
        var proofs = Array.ConvertAll(answers, answer => SigmaProver.Prove(
            context.TagFor(election.Hash, answer.Question, hash),
            new(BallotRelations.For(answer.Question, election.Key, answer.Ciphertexts), election.Key.KnownBases),
            answer.Witness,
            ProofFlavor.Batchable,
            nonces));
        return EncryptedBallot.Join(election.Style, ciphertexts, proofs);
    }
}
