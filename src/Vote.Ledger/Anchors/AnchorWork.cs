using Vote.Canonical;

namespace Vote.Ledger.Anchors;

/// <summary>Why a checkpoint is anchored. spec/ledger.md §11 (3)</summary>
public enum AnchorOccasion
{
    Opening = 1,
    Daily = 2,
    Closing = 3,
}

/// <summary>A checkpoint that is to be anchored: decided once, before anything is sent.</summary>
/// <param name="Head">Its size and root.</param>
/// <param name="Occasion">Why.</param>
/// <param name="Since">When that was decided.</param>
/// <param name="IsFinal">Whether it stands in a block that the chain will not take back.</param>
public sealed record DueAnchor(AnchoredHead Head, AnchorOccasion Occasion, DateTimeOffset Since, bool IsFinal);

/// <summary>What a transaction may cost for each unit of gas, in wei. EIP-1559</summary>
/// <param name="Most">At most this, burnt fee and tip together.</param>
/// <param name="Tip">At most this to the block's maker.</param>
public sealed record GasFees(long Most, long Tip)
{
    /// <summary>What a node demands of a transaction that replaces another one of the same nonce: an eighth more, of both.</summary>
    public GasFees RaisedOver(GasFees earlier) => new(Math.Max(Most, Raised(earlier.Most)), Math.Max(Tip, Raised(earlier.Tip)));

    private static long Raised(long fee) => fee + (fee / 8) + 1;
}

/// <summary>One sending of a due anchor: written down before it is sent.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Nonce">The sender's transaction number.</param>
/// <param name="Gas">The most gas it may use.</param>
/// <param name="Fees">What was offered.</param>
/// <param name="Since">When it was decided.</param>
/// <param name="Transaction">What the node answered; nothing when no answer was written down.</param>
public sealed record AnchorAttempt(int Number, long Nonce, long Gas, GasFees Fees, DateTimeOffset Since, Digest? Transaction);

/// <summary>
/// What was decided and sent, in rows that are only inserted. What stands on the chain is asked of the chain. spec/ledger.md §11 (6)
/// </summary>
public interface IAnchorStore
{
    /// <summary>The newest anchor that is due under the terms; nothing before the first.</summary>
    Task<DueAnchor?> NewestAsync(AnchorTerms terms, CancellationToken cancellationToken);

    /// <summary>Decides; does nothing when another process did.</summary>
    Task AddAsync(AnchorTerms terms, DueAnchor due, CancellationToken cancellationToken);

    /// <summary>The newest attempt at a due anchor; nothing before the first.</summary>
    Task<AnchorAttempt?> AttemptAsync(AnchorTerms terms, DueAnchor due, CancellationToken cancellationToken);

    /// <summary>Writes an attempt down; false when another process wrote one of this number, which is then the one to send.</summary>
    Task<bool> AddAsync(AnchorTerms terms, DueAnchor due, AnchorAttempt attempt, CancellationToken cancellationToken);

    /// <summary>Writes down what the node answered to an attempt.</summary>
    Task AddAsync(AnchorTerms terms, DueAnchor due, (AnchorAttempt Attempt, Digest Transaction) sent, CancellationToken cancellationToken);

    /// <summary>Writes down that a due anchor is final.</summary>
    Task FinishAsync(AnchorTerms terms, DueAnchor due, BlockNumber at, CancellationToken cancellationToken);
}
