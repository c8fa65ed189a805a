using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>One question's part of a ballot.</summary>
/// <param name="Ciphertexts">The encrypted bits, or the columns; as many as the question has.</param>
/// <param name="Proof">The proof's bytes, of the length the question demands; not yet verified.</param>
public sealed record EncryptedAnswer(IReadOnlyList<Ciphertext> Ciphertexts, ReadOnlyMemory<byte> Proof)
{
    /// <summary>The first A, which no other ballot may have.</summary>
    public Point FirstElement => Ciphertexts[0].A;
}

/// <summary>
/// A ballot's payload: it has the one length of its style and every ciphertext is decoded. Whether its proofs hold says
/// <see cref="BallotVerifier"/>. spec §4.5
/// </summary>
public sealed class EncryptedBallot
{
    private readonly byte[] payload;
    private readonly int ciphertextLength;

    private EncryptedBallot(BallotStyle style, byte[] payload, IReadOnlyList<EncryptedAnswer> answers)
    {
        this.payload = payload;
        ciphertextLength = style.CiphertextCount * Ciphertext.Size;
        Style = style;
        Answers = answers;
        CiphertextHash = Digest.Sha256(CiphertextBytes);
    }

    /// <summary>The style it was decoded for.</summary>
    public BallotStyle Style { get; }

    /// <summary>One answer for each question, in order.</summary>
    public IReadOnlyList<EncryptedAnswer> Answers { get; }

    /// <summary>All ciphertexts, questions in order.</summary>
    public ReadOnlySpan<byte> CiphertextBytes => payload.AsSpan(0, ciphertextLength);

    /// <summary>SHA-256 over all ciphertexts.</summary>
    public Digest CiphertextHash { get; }

    /// <summary>Decodes the payload of a ballot of this style; another length or a half that is no element fails.</summary>
    public static bool TryDecode(BallotStyle style, ReadOnlySpan<byte> payload, [NotNullWhen(true)] out EncryptedBallot? ballot)
    {
        ballot = null;
        var proofs = style.CiphertextCount * Ciphertext.Size;
        if (payload.Length != style.PayloadLength || !Ciphertext.TryDecodeMany(payload[..proofs], out var ciphertexts))
        {
            return false;
        }

        ballot = Split(style, payload.ToArray(), ciphertexts);
        return true;
    }

    /// <summary>The payload.</summary>
    public byte[] Encode() => [.. payload];

    /// <summary>Joins ciphertexts and proofs of all questions of a style.</summary>
    internal static EncryptedBallot Join(BallotStyle style, Ciphertext[] ciphertexts, IEnumerable<byte[]> proofs) =>
        Split(style, [.. Ciphertext.EncodeMany(ciphertexts), .. proofs.SelectMany(proof => proof)], ciphertexts);

    private static EncryptedBallot Split(BallotStyle style, byte[] payload, Ciphertext[] ciphertexts)
    {
        var answers = new EncryptedAnswer[style.Questions.Count];
        var (ciphertext, proof) = (0, ciphertexts.Length * Ciphertext.Size);
        foreach (var question in style.Questions)
        {
            var own = new ArraySegment<Ciphertext>(ciphertexts, ciphertext, question.CiphertextCount);
            answers[question.Number - 1] = new(own, payload.AsMemory(proof, question.ProofLength));
            ciphertext += question.CiphertextCount;
            proof += question.ProofLength;
        }

        return new(style, payload, answers);
    }
}
