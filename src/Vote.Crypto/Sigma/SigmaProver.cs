using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// The one prover: non-interactive proofs of linear relations. spec §6, draft-irtf-cfrg-sigma-protocols "Non-interactive Sigma Protocols".
/// </summary>
/// <remarks>
/// Whether the witness satisfies the relation is not checked; if it does not, no verifier accepts the proof. CPU-bound, so synchronous.
/// Symbols: k nonces, T commitments, c challenge, z responses = k + c·witness.
/// </remarks>
public static class SigmaProver
{
    /// <summary>A batchable proof: T ‖ z, 33 bytes an equation and 32 a witness scalar. spec §6.4</summary>
    /// <param name="tag">What the proof is for; the verifier builds the same.</param>
    /// <param name="relation">The statement; must keep the ten rules for instances.</param>
    /// <param name="witness">The secret scalars by index.</param>
    /// <param name="bases">Tables of elements that occur often; the generator's when left out.</param>
    /// <exception cref="ArgumentException">
    /// The instance is invalid, the witness has another length, or an equation's right-hand side is the identity whatever the witness.
    /// </exception>
    public static byte[] Prove(ProofTag tag, LinearRelation relation, ReadOnlySpan<Scalar> witness, KnownBases? bases = null) =>
        Prove(tag, new Statement(relation, bases ?? KnownBases.GeneratorOnly), witness, ProofFlavor.Batchable, SystemNonces.Instance);

    /// <summary>A compact proof: c ‖ z, 32 bytes and 32 a witness scalar. Verified alone, never in a batch.</summary>
    /// <inheritdoc cref="Prove(ProofTag, LinearRelation, ReadOnlySpan{Scalar}, KnownBases?)"/>
    public static byte[] ProveCompact(ProofTag tag, LinearRelation relation, ReadOnlySpan<Scalar> witness, KnownBases? bases = null) =>
        Prove(tag, new Statement(relation, bases ?? KnownBases.GeneratorOnly), witness, ProofFlavor.Compact, SystemNonces.Instance);

    /// <summary>Either flavour, with nonces from a given source.</summary>
    internal static byte[] Prove(
        ProofTag tag, Statement statement, ReadOnlySpan<Scalar> witness, ProofFlavor flavor, INonceSource source)
    {
        var relation = statement.Relation;
        RequireProvable(relation, witness);
        var nonces = new Scalar[relation.NumScalars];
        try
        {
            for (var i = 0; i < nonces.Length; i++)
            {
                nonces[i] = source.Next();
            }

            var commitment = Encode(statement.Commit(nonces));
            var challenge = Challenge.Derive(tag.Session(flavor), relation, commitment);
            return Join(flavor == ProofFlavor.Compact ? challenge.Encode() : commitment, Respond(nonces, challenge, witness));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(nonces.AsSpan()));
        }
    }

    private static void RequireProvable(LinearRelation relation, ReadOnlySpan<Scalar> witness)
    {
        if (InstanceRules.Check(relation) is Verdict.Rejected rejected)
        {
            throw new ArgumentException($"Not a valid instance: {rejected.Detail}.", nameof(relation));
        }

        if (witness.Length != relation.NumScalars)
        {
            throw new ArgumentException($"The relation has {relation.NumScalars} witness scalars, not {witness.Length}.", nameof(witness));
        }
    }

    private static byte[] Encode(Point[] commitment)
    {
        var identity = Array.FindIndex(commitment, point => point.IsIdentity);
        return identity < 0
            ? Point.EncodeMany(commitment)
            : throw new ArgumentException($"No witness satisfies equation {identity}: its terms cancel.", nameof(commitment));
    }

    private static Scalar[] Respond(ReadOnlySpan<Scalar> nonces, Scalar challenge, ReadOnlySpan<Scalar> witness)
    {
        var responses = new Scalar[nonces.Length];
        for (var i = 0; i < responses.Length; i++)
        {
            responses[i] = nonces[i] + (challenge * witness[i]);
        }

        return responses;
    }

    private static byte[] Join(ReadOnlySpan<byte> head, ReadOnlySpan<Scalar> responses)
    {
        var proof = new byte[head.Length + (responses.Length * Scalar.Size)];
        head.CopyTo(proof);
        for (var i = 0; i < responses.Length; i++)
        {
            responses[i].EncodeTo(proof.AsSpan(head.Length + (i * Scalar.Size)));
        }

        return proof;
    }

    /// <summary>What is proven, and the tables that help.</summary>
    internal record Statement(LinearRelation Relation, KnownBases Bases)
    {
        /// <summary>The right-hand sides at the nonces. Whoever knows more about the elements may compute the same points faster.</summary>
        public virtual Point[] Commit(ReadOnlySpan<Scalar> nonces) => CommitmentMap.Evaluate(Relation, nonces, Bases);
    }
}
