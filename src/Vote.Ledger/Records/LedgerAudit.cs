using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Records;

/// <summary>What a record's ledger must be for a purpose.</summary>
/// <param name="Terms">What the manifest says; the caller has compared its hash with the official one.</param>
/// <param name="Until">How far the election must be; <see cref="Phase.Finished"/> for a whole record.</param>
public sealed record LedgerDemand(LedgerTerms Terms, Phase Until);

/// <summary>What an audit found.</summary>
/// <param name="Checks">Every check that the ledger decides, in the specification's order.</param>
/// <param name="State">What follows from the entries.</param>
public record LedgerReport(IReadOnlyList<LedgerCheck> Checks, LedgerState State)
{
    /// <summary>Whether every check holds.</summary>
    public bool Holds => Checks.All(check => check.Verdict is LedgerVerdict.Accepted);

    /// <summary>Blobs that no entry names: what an interrupted append leaves.</summary>
    internal IReadOnlyList<Digest> OrphanBlobs { get; init; } = [];
}

/// <summary>The same with the entries.</summary>
/// <param name="Checks">Every check that the ledger decides, in the specification's order.</param>
/// <param name="Entries">The entries that could be decoded, in order. All of them when check 2.1 holds.</param>
/// <param name="State">What follows from the entries.</param>
public sealed record LedgerAudit(IReadOnlyList<LedgerCheck> Checks, IReadOnlyList<Entry> Entries, LedgerState State)
    : LedgerReport(Checks, State);
