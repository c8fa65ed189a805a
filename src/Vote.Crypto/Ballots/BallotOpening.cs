using System.Diagnostics.CodeAnalysis;
using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>
/// What a seed shows of a ballot to whoever checks it on a second device. The choice is derived from the ciphertexts, never told. spec §2.5
/// </summary>
/// <remarks>Not for devices whose running time others measure: derivation is variable-time. Holds a choice, so it has no text form.</remarks>
public abstract class BallotOpening
{
    private BallotOpening()
    {
    }

    /// <summary>Opens a ballot.</summary>
    /// <param name="election">From the manifest.</param>
    /// <param name="credential">The key that signed the ballot, and</param>
    /// <param name="sequence">its sequence, both from its entry.</param>
    /// <param name="ballot">The ballot as it stands on the record.</param>
    /// <param name="seed">What the voting device claims to have used.</param>
    public static BallotOpening OpenVartime(
        Election election, SignatureKey credential, long sequence, EncryptedBallot ballot, BallotSeed seed)
    {
        var selections = new List<Selection>();
        foreach (var question in election.Style.Questions)
        {
            var r = PlainAnswer.Scalars(seed, election.Hash, credential, sequence, question);
            var ciphertexts = ballot.Answers[question.Number - 1].Ciphertexts;
            if (!TryRemoveMasks(election.Key, ciphertexts, r, out var messages, out var culprit))
            {
                return new OtherSeed(question.Number, culprit);
            }

            if (!TryReadVartime(question, messages, out var selection))
            {
                return new NoChoice(question.Number);
            }

            selections.Add(selection);
        }

        return new Opened(selections);
    }

    /// <summary>M = B − r·Y where A = r·G; false, with the number of the ciphertext, where A is another.</summary>
    private static bool TryRemoveMasks(
        ElectionKey key,
        IReadOnlyList<Ciphertext> ciphertexts,
        ReadOnlySpan<Scalar> r,
        [NotNullWhen(true)] out Point[]? messages,
        out int culprit)
    {
        messages = null;
        var removed = new Point[ciphertexts.Count];
        for (var k = 0; k < removed.Length; k++)
        {
            culprit = k + 1;
            var mask = key.Encrypt(Point.Identity, r[k]);
            if (ciphertexts[k].A != mask.A)
            {
                return false;
            }

            removed[k] = ciphertexts[k].B - mask.B;
        }

        culprit = 0;
        messages = removed;
        return true;
    }

    private static bool TryReadVartime(Question question, Point[] messages, [NotNullWhen(true)] out Selection? selection)
    {
        if (question is MixedQuestion mixed)
        {
            return MixedRow.TryDecodeVartime(mixed, messages, out selection);
        }

        // 2 stands for what is no bit, and no shape allows it.
        var bits = Array.ConvertAll(messages, message => message.IsIdentity ? (byte)0 : message == Point.Generator ? (byte)1 : (byte)2);
        return ShapeAssignment.TryRead((HomomorphicQuestion)question, bits, out selection);
    }

    /// <summary>The seed is the ballot's.</summary>
    public sealed class Opened : BallotOpening
    {
        internal Opened(IReadOnlyList<Selection> selections) => Selections = selections;

        /// <summary>What the ballot chooses, one for each question.</summary>
        public IReadOnlyList<Selection> Selections { get; }
    }

    /// <summary>A ciphertext was not made with this seed, for this credential and sequence.</summary>
    public sealed class OtherSeed : BallotOpening
    {
        internal OtherSeed(int question, int ciphertext) => (Question, Ciphertext) = (question, ciphertext);

        /// <summary>Number of the question.</summary>
        public int Question { get; }

        /// <summary>Number of the ciphertext in it.</summary>
        public int Ciphertext { get; }
    }

    /// <summary>The seed is the ballot's, and yet a question's content is no choice: a ballot whose proof does not hold.</summary>
    public sealed class NoChoice : BallotOpening
    {
        internal NoChoice(int question) => Question = question;

        /// <summary>Number of the question.</summary>
        public int Question { get; }
    }
}
