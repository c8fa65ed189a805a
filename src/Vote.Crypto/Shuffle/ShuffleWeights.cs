using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Shuffle;

/// <summary>The public weights u_1 … u_N of a shuffle. spec §6.3, §7</summary>
internal static class ShuffleWeights
{
    /// <summary>
    /// Squeezed after key, inputs, outputs and commitments, all of them: weights known before one of these was fixed let a replaced vote pass.
    /// </summary>
    public static Scalar[] Squeeze(ShuffleStatement statement, CiphertextRows output, IReadOnlyList<Point> commitments)
    {
        using var sponge = new DuplexSponge(statement.Tag(ProofPurpose.ShuffleWeights).Session());
        sponge.AbsorbVector([statement.Key.Point]);
        sponge.AbsorbVector(statement.Input.Elements());
        sponge.AbsorbVector(output.Elements());
        sponge.AbsorbVector(commitments);
        return sponge.SqueezeScalars(statement.Input.Count);
    }
}
