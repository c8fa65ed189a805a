using Vote.Canonical;
using Vote.Ledger.Notes;

namespace Vote.Ledger.Rules;

/// <summary>What the manifest says about an election's entries.</summary>
/// <param name="Election">The election hash.</param>
/// <param name="Authors">Who signs what.</param>
/// <param name="SlotCount">N, the length of the slot list.</param>
public sealed record ElectionTerms(Digest Election, Authors Authors, int SlotCount);

/// <summary>What the manifest says about an election's log.</summary>
/// <param name="Origin">Its name.</param>
/// <param name="Key">The key of its checkpoints.</param>
/// <param name="Policy">Its witnesses.</param>
public sealed record LogTerms(LogOrigin Origin, Ed25519PublicKey Key, WitnessPolicy Policy)
{
    /// <summary>The file <c>policy</c>.</summary>
    public byte[] PolicyFile => Policy.ToFile(Origin.LogKey(Key));
}

/// <summary>Both.</summary>
public sealed record LedgerTerms(ElectionTerms Election, LogTerms Log);

/// <summary>What a log amounts to at a size: what <c>voting-closed</c> names.</summary>
public sealed record LogHead(TreeSize Size, Digest Root, Digest ChainHead);
