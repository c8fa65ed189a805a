using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>How long a proof of a relation is, and what its parts are. spec §6.4</summary>
internal static class ProofLayout
{
    /// <summary>Bytes of a batchable proof's commitments.</summary>
    public static int CommitmentSize(LinearRelation relation) => checked(relation.NumEquations * Point.Size);

    /// <summary>
    /// Whether anything at all may be computed: the instance has the right shape, then the proof the one right length, then the instance the right values.
    /// </summary>
    public static Verdict Check(LinearRelation relation, ProofFlavor flavor, int length)
    {
        if (InstanceRules.CheckShape(relation) is Verdict.Rejected shape)
        {
            return shape;
        }

        var expected = ExpectedLength(relation, flavor);
        return length == expected
            ? InstanceRules.CheckValues(relation)
            : Verdict.Reject(Rejection.WrongProofLength, $"{length} bytes instead of {expected}");
    }

    /// <summary>Scalars one after the other; fails on one that is not reduced.</summary>
    public static bool TryDecodeScalars(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Scalar[]? scalars)
    {
        scalars = null;
        var decoded = new Scalar[bytes.Length / Scalar.Size];
        for (var i = 0; i < decoded.Length; i++)
        {
            if (!Scalar.TryDecode(bytes.Slice(i * Scalar.Size, Scalar.Size), out decoded[i]))
            {
                return false;
            }
        }

        scalars = decoded;
        return true;
    }

    private static long ExpectedLength(LinearRelation relation, ProofFlavor flavor)
    {
        var responses = (long)relation.NumScalars * Scalar.Size;
        return flavor == ProofFlavor.Compact ? Scalar.Size + responses : ((long)relation.NumEquations * Point.Size) + responses;
    }
}
