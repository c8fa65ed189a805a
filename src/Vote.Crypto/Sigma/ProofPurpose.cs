namespace Vote.Crypto.Sigma;

/// <summary>Everything a proof or a vector of public weights can be for. The list is closed. spec §6.2</summary>
public enum ProofPurpose
{
    /// <summary>A homomorphic question of a ballot. spec §4.3</summary>
    Ballot,

    /// <summary>A mixed question of a ballot. spec §4.4</summary>
    BallotMixed,

    /// <summary>A trustee knows the constant term of its polynomial. spec §5</summary>
    TrusteeKey,

    /// <summary>A shuffle. spec §7</summary>
    Shuffle,

    /// <summary>The public weights of a shuffle. spec §6.3, §7</summary>
    ShuffleWeights,

    /// <summary>A trustee's decryption shares. spec §8.2</summary>
    Decryption,

    /// <summary>The public weights of decryption shares. spec §6.3, §8.2</summary>
    DecryptionWeights,
}

/// <summary>Which of the draft's two proof encodings a tag is for. The marker is part of the tag.</summary>
public enum ProofFlavor
{
    /// <summary>Commitments and responses; many proofs verify together. The only flavour on a record.</summary>
    Batchable,

    /// <summary>Challenge and responses: shorter, verified one by one.</summary>
    Compact,
}

internal static class ProofPurposeLabels
{
    /// <summary>The purpose as the tag writes it. spec §6.2</summary>
    public static string Label(this ProofPurpose purpose) => purpose switch
    {
        ProofPurpose.Ballot => "ballot",
        ProofPurpose.BallotMixed => "ballot-mixed",
        ProofPurpose.TrusteeKey => "trustee-key",
        ProofPurpose.Shuffle => "shuffle",
        ProofPurpose.ShuffleWeights => "shuffle-weights",
        ProofPurpose.Decryption => "decryption",
        ProofPurpose.DecryptionWeights => "decryption-weights",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "No such purpose."),
    };

    /// <summary>The flavour's marker in the tag.</summary>
    public static string Marker(this ProofFlavor flavor) => flavor switch
    {
        ProofFlavor.Batchable => "DSFS",
        ProofFlavor.Compact => "CMPT",
        _ => throw new ArgumentOutOfRangeException(nameof(flavor), flavor, "No such flavour."),
    };
}
