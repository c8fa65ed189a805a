using Vote.Crypto;
using Vote.Crypto.Threshold;
using Vote.Ledger.Entries;
using LedgerShare = Vote.Ledger.Entries.DecryptionShare;
using Share = Vote.Crypto.Threshold.DecryptionShare;

namespace Vote.Tally.Record;

/// <summary>All decryption shares of a record. spec §8.2, §10 (8.1, 8.2)</summary>
/// <param name="Valid">The shares that hold, by trustee ascending.</param>
/// <param name="Malformed">8.1: payloads that are no share, a trustee twice, shares where there are none to make.</param>
/// <param name="Unproven">8.2: shares whose proof does not hold.</param>
public sealed record ShareAudit(IReadOnlyList<Share> Valid, IReadOnlyList<string> Malformed, IReadOnlyList<string> Unproven)
{
    /// <summary>Whether every share that is there holds; there may be too few.</summary>
    public bool Holds => Malformed.Count + Unproven.Count == 0;

    /// <summary>All that was found, by check.</summary>
    public IEnumerable<string> Findings => [.. Malformed.Select(line => $"8.1 {line}"), .. Unproven.Select(line => $"8.2 {line}")];

    /// <summary>Verifies all shares of a record.</summary>
    /// <param name="statement">What is decrypted, as computed from the record.</param>
    /// <param name="keys">The trustees' verification keys.</param>
    /// <param name="entries">The record's entries.</param>
    /// <param name="monitor">Watches the work.</param>
    public static ShareAudit Run(DecryptionStatement statement, TrusteeKeys keys, IReadOnlyList<Entry> entries, WorkMonitor monitor)
    {
        LedgerShare[] bodies = [.. entries.Select(entry => entry.Body).OfType<LedgerShare>()];
        var progress = monitor.Step(WorkSteps.Shares, bodies.Length);
        var valid = new SortedDictionary<TrusteeIndex, Share>();
        List<string> malformed = [];
        List<string> unproven = [];
        for (var i = 0; i < bodies.Length; i++)
        {
            monitor.CancellationToken.ThrowIfCancellationRequested();
            if (Decode(statement, keys, bodies[i]) is not { } share || valid.ContainsKey(share.Trustee))
            {
                malformed.Add($"trustee {bodies[i].Trustee}");
            }
            else if (share.Verify(statement, keys.Of(share.Trustee).Verification) is Verdict.Rejected(var reason, var detail))
            {
                unproven.Add($"{share.Trustee}: {reason} {detail}");
            }
            else
            {
                valid.Add(share.Trustee, share);
            }

            progress.Report(i + 1);
        }

        return new([.. valid.Values], malformed, unproven);
    }

    private static Share? Decode(DecryptionStatement statement, TrusteeKeys keys, LedgerShare body) =>
        TrusteeIndex.TryCreate(body.Trustee, out var trustee)
        && trustee.Value <= keys.Policy.Trustees
        && Share.TryDecode(trustee, body.Payload.Bytes.Span, statement.Input.SharedCount, out var share)
            ? share
            : null;
}
