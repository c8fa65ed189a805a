using Vote.Crypto.Sigma;

namespace Vote.Crypto.Shuffle;

/// <summary>Verifies a shuffle against what the record says. spec §7</summary>
public static class ShuffleVerifier
{
    /// <summary>The fewest rows among which one can hide. spec §7</summary>
    public const int MinimumCount = 2;

    /// <summary>Whether the outputs are the statement's inputs, re-encrypted and reordered.</summary>
    /// <param name="statement">Built by the verifier from the record; its input is the list it computed itself.</param>
    /// <param name="shuffled">Decoded for the input's count and width.</param>
    public static Verdict Verify(ShuffleStatement statement, ShuffledRows shuffled) => statement.Input.Count < MinimumCount
        ? Verdict.Reject(Rejection.InvalidInstance, $"{statement.Input.Count} rows hide nothing")
        : VerifyRelation(statement, shuffled);

    /// <summary>The relation alone, from one row on: vectors pin it there too.</summary>
    internal static Verdict VerifyRelation(ShuffleStatement statement, ShuffledRows shuffled)
    {
        if (shuffled.Output.Count != statement.Input.Count
            || shuffled.Output.Width != statement.Input.Width
            || shuffled.Commitments.Count != statement.Input.Count
            || shuffled.Chain.Count != statement.Input.Count)
        {
            return Verdict.Reject(Rejection.WrongProofLength, "another number of rows or columns than the input");
        }

        var u = ShuffleWeights.Squeeze(statement, shuffled.Output, shuffled.Commitments);
        var relation = ShuffleRelation.For(statement, new(shuffled.Output, shuffled.Commitments, shuffled.Chain), u);
        return SigmaVerifier.Verify(statement.Tag(ProofPurpose.Shuffle), relation, shuffled.Proof);
    }
}
