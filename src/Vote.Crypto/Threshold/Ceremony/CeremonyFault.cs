namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>What is wrong with a ceremony. spec §5</summary>
public enum CeremonyFaultKind
{
    /// <summary>A trustee's message is not there.</summary>
    MissingTrustee,

    /// <summary>Two messages of one trustee, or one of a trustee that does not exist.</summary>
    UnexpectedTrustee,

    /// <summary>The message that we sent is not the one we were shown.</summary>
    OwnMessageDiffers,

    /// <summary>A message is not signed by the key of the trustee it names.</summary>
    BadSignature,

    /// <summary>A trustee's t or n is not that of the others.</summary>
    PolicyDiffers,

    /// <summary>A message names another ceremony hash.</summary>
    OtherCeremony,

    /// <summary>Two trustees have one signing or one encryption key.</summary>
    DuplicateKey,

    /// <summary>A polynomial has not t coefficients.</summary>
    WrongDegree,

    /// <summary>What was revealed is not what was committed to.</summary>
    CommitmentMismatch,

    /// <summary>The proof of knowledge of a constant term does not hold.</summary>
    ProofDoesNotHold,

    /// <summary>Two trustees have one constant term.</summary>
    EqualConstantTerms,

    /// <summary>The election key or a verification key is the identity.</summary>
    IdentityElement,

    /// <summary>A share message is not for all other trustees, each once, in order.</summary>
    WrongReceivers,

    /// <summary>A share does not open, or does not fit the sender's commitments: a complaint.</summary>
    BadShare,

    /// <summary>A complaint about a share that fits, or one that shows nothing.</summary>
    FalseComplaint,

    /// <summary>A trustee confirmed another transcript.</summary>
    WrongTranscript,

    /// <summary>The manifest states something else than the ceremony gave.</summary>
    ManifestDiffers,
}

/// <summary>One thing that is wrong, and who is to blame.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Culprits">The trustees whose messages show it; empty when it is in no single message.</param>
/// <param name="Detail">For people.</param>
public sealed record CeremonyFault(CeremonyFaultKind Kind, IReadOnlyList<TrusteeIndex> Culprits, string Detail)
{
    internal static CeremonyFault Of(CeremonyFaultKind kind, TrusteeIndex culprit, string detail) => new(kind, [culprit], detail);

    public override string ToString() => Culprits.Count == 0 ? $"{Kind}: {Detail}" : $"{Kind} ({string.Join(", ", Culprits)}): {Detail}";
}

/// <summary>What came of an attempt at the next step.</summary>
/// <typeparam name="T">The state that the step leads to.</typeparam>
public abstract record CeremonyStep<T>
    where T : class
{
    private CeremonyStep()
    {
    }

    /// <summary>The step is done; the state before it is used up.</summary>
    /// <param name="Next">The new state.</param>
    public sealed record Taken(T Next) : CeremonyStep<T>;

    /// <summary>Nothing happened; the state before it stands, and may try again with other messages.</summary>
    /// <param name="Faults">At least one.</param>
    public sealed record Refused(IReadOnlyList<CeremonyFault> Faults) : CeremonyStep<T>;
}
