using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>A question's answer while it is being encrypted: ciphertexts, and the witness that proves them. Secret.</summary>
internal sealed class PlainAnswer : IDisposable
{
    private readonly Scalar[] witness;

    private PlainAnswer(Question question, Ciphertext[] ciphertexts, Scalar[] witness)
    {
        Question = question;
        Ciphertexts = ciphertexts;
        this.witness = witness;
    }

    public Question Question { get; }

    public Ciphertext[] Ciphertexts { get; }

    /// <summary>The witness of <see cref="BallotRelations.For"/>.</summary>
    public ReadOnlySpan<Scalar> Witness => witness;

    /// <summary>Encrypts a selection with the given scalars, one a ciphertext.</summary>
    public static PlainAnswer Encrypt(ElectionKey key, Question question, Selection selection, ReadOnlySpan<Scalar> r) => question switch
    {
        HomomorphicQuestion homomorphic => EncryptBits(key, homomorphic, selection, r),
        MixedQuestion mixed => EncryptColumnsVartime(key, mixed, selection, r),
        _ => throw new ArgumentException("A question is homomorphic or mixed.", nameof(question)),
    };

    /// <summary>The scalars of a question's ciphertexts. The caller wipes them. spec §2.5</summary>
    /// <exception cref="InvalidOperationException">One is zero: take another seed.</exception>
    public static Scalar[] Scalars(BallotSeed seed, ElectionHash election, SignatureKey credential, long sequence, Question question)
    {
        var r = new Scalar[question.CiphertextCount];
        for (var index = 1; index <= r.Length; index++)
        {
            r[index - 1] = seed.EncryptionScalar(election, credential, sequence, question.Number, index);
            if (r[index - 1].IsZero)
            {
                throw new InvalidOperationException("This seed gives a zero; take another.");
            }
        }

        return r;
    }

    public static void Wipe(Span<Scalar> scalars) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(scalars));

    public void Dispose() => Wipe(witness);

    private static PlainAnswer EncryptBits(ElectionKey key, HomomorphicQuestion question, Selection selection, ReadOnlySpan<Scalar> r)
    {
        var bits = ShapeAssignment.Bits(question, selection);
        var ciphertexts = new Ciphertext[bits.Length];
        for (var k = 0; k < bits.Length; k++)
        {
            ciphertexts[k] = key.EncryptNumber(Scalar.FromInt64(bits[k]), r[k]);
        }

        var answer = new PlainAnswer(question, ciphertexts, BallotRelations.Witness(bits, r));
        CryptographicOperations.ZeroMemory(bits);
        return answer;
    }

    private static PlainAnswer EncryptColumnsVartime(ElectionKey key, MixedQuestion question, Selection selection, ReadOnlySpan<Scalar> r)
    {
        var columns = MixedRow.EncodeVartime(question, selection);
        var ciphertexts = new Ciphertext[columns.Length];
        for (var w = 0; w < columns.Length; w++)
        {
            ciphertexts[w] = key.Encrypt(columns[w], r[w]);
        }

        return new(question, ciphertexts, r.ToArray());
    }
}
