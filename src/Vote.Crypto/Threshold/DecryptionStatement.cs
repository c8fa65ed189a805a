using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Threshold;

/// <summary>What all trustees of an election decrypt. spec §8.2</summary>
/// <param name="Election">The election.</param>
/// <param name="TallyInput">Leaf hash of the tally-input entry.</param>
/// <param name="Input">The ciphertexts.</param>
public sealed record DecryptionStatement(ElectionHash Election, Digest TallyInput, DecryptionInput Input)
{
    internal ProofTag Tag(ProofPurpose purpose, TrusteeIndex trustee)
    {
        var context = CanonicalObject.Of(
            ("input", CanonicalValue.Hash(Input.Hash)),
            ("tally_input", CanonicalValue.Hash(TallyInput)),
            ("trustee", CanonicalValue.Number(trustee.Value)));
        return new ProofTag(Election.Bytes, purpose, Digest.Sha256(context.Encode()).Bytes);
    }

    /// <summary>d_1 … d_K over X_j, all A_k, all D_k. spec §6.3, §8.2</summary>
    internal Scalar[] Weights(TrusteeIndex trustee, Point verificationKey, IReadOnlyList<Point> values)
    {
        using var sponge = new DuplexSponge(Tag(ProofPurpose.DecryptionWeights, trustee).Session());
        sponge.AbsorbVector([verificationKey]);
        sponge.AbsorbVector(Input.Bases);
        sponge.AbsorbVector(values);
        return sponge.SqueezeScalars(Input.SharedCount);
    }
}
