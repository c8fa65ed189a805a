namespace Vote.Crypto;

/// <summary>Why another party's claim was refused.</summary>
public enum Rejection
{
    /// <summary>The statement breaks one of the ten rules for instances.</summary>
    InvalidInstance,

    /// <summary>The proof has not the one length its statement demands.</summary>
    WrongProofLength,

    /// <summary>The proof has the right length, but holds something that is no element or no scalar.</summary>
    MalformedProof,

    /// <summary>Everything is well formed, and the verification equation does not hold.</summary>
    ProofDoesNotHold,

    /// <summary>Two of 0, G, Y, H_0 … H_N are equal. spec §2.2</summary>
    RepeatedGenerator,
}
