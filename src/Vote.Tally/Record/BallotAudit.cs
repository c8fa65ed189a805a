namespace Vote.Tally.Record;

/// <summary>
/// What there is to say about all ballots of a record, superseded ones included: one that does not hold rejects the record.
/// spec §4.5, §4.7, §10 (5.2, 5.3, 5.4, 5.5)
/// </summary>
/// <param name="Decoded">How many ballots decode.</param>
/// <param name="Counted">Those of them that count.</param>
/// <param name="Undecodable">5.2: payloads that are no ballot of the election.</param>
/// <param name="Repeated">5.3: first ciphertexts or trackers that stood before.</param>
/// <param name="Unproven">5.4: ballots with a proof that does not hold.</param>
/// <param name="Challenged">5.5: trackers challenged twice, or challenged and cast.</param>
public sealed record BallotAudit(
    long Decoded,
    CountedBallots Counted,
    IReadOnlyList<string> Undecodable,
    IReadOnlyList<string> Repeated,
    IReadOnlyList<string> Unproven,
    IReadOnlyList<string> Challenged)
{
    /// <summary>Whether nothing was found.</summary>
    public bool Holds => Undecodable.Count + Repeated.Count + Unproven.Count + Challenged.Count == 0;

    /// <summary>All that was found, by check.</summary>
    public IEnumerable<string> Findings =>
    [
        .. Undecodable.Select(line => $"5.2 {line}"), .. Repeated.Select(line => $"5.3 {line}"), .. Unproven.Select(line => $"5.4 {line}"),
        .. Challenged.Select(line => $"5.5 {line}"),
    ];
}
