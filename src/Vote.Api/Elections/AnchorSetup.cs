using Vote.Ledger.Anchors;

namespace Vote.Api.Elections;

/// <summary>What an operator says to have checkpoints anchored. docs/operations.md</summary>
/// <param name="Rpc">The node, or the signer in its place, that has the sender's key.</param>
/// <param name="Settings">The rest.</param>
public sealed record AnchorSetup(Uri Rpc, AnchorSettings Settings)
{
    /// <summary>How long it rests between two rounds; longer after a failure.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(5);
}
