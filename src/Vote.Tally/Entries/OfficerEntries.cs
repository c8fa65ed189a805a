using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Entries;

/// <summary>
/// The entries that two officers sign, each derived from the record alone. Whoever proposes one and whoever signs it run the same
/// derivation, so an officer's signature says: this is what my own computation gives.
/// </summary>
internal static class OfficerEntries
{
    /// <summary>The first entry, from its parts and a nonce drawn at opening. spec §3.3</summary>
    public static UnsignedEntry Open(OpeningParts parts, Digest nonce)
    {
        var content = new OpeningContent(parts.Ceremony.Source, parts.Manifest.ToCanonical(), nonce, parts.Slots.ToCanonical());
        return Opening.TryRead(content, out _, out var problems)
            ? new UnsignedEntry(parts.Manifest.Hash.Value, new ElectionOpened(new Payload(content.Encode())))
            : throw Stop.Rejected(Texts.RecordRefused, string.Join(Environment.NewLine, problems));
    }

    /// <summary>A nonce that nobody could know before.</summary>
    public static Digest DrawNonce() =>
        Digest.TryDecode(RandomNumberGenerator.GetBytes(Digest.Length), out var nonce) ? nonce : throw new System.Diagnostics.UnreachableException();

    /// <summary>Derives an entry of a type from a record.</summary>
    public static async Task<UnsignedEntry> DeriveAsync(Desk desk, EntryType type, RecordSource source, CancellationToken cancellationToken)
    {
        EntryBody body = type switch
        {
            EntryType.VotingClosed => Close(await source.ReadAsync(desk, Phase.Voting, quorum: false, cancellationToken)),
            EntryType.OverridesClosed => CloseOverrides(await source.ReadAsync(desk, Phase.Closed, quorum: false, cancellationToken)),
            EntryType.TallyInput => new TallyInput(await InputAsync(desk, source, cancellationToken)),
            EntryType.Result => new Result(new Payload((await ResultAsync(desk, source, cancellationToken)).Encode())),
            _ => throw Stop.CouldNotRun(Texts.EntryNotDerived, type.Name()),
        };
        return new UnsignedEntry(source.Election.Value, body);
    }

    /// <summary>The result that follows from the record. spec §8.3</summary>
    public static async Task<ResultContent> ResultAsync(Desk desk, RecordSource source, CancellationToken cancellationToken)
    {
        var record = await source.ReadBallotsAsync(desk, Phase.Mixing, quorum: false, cancellationToken);
        Require(record, Phase.Mixing, Phase.Decrypting);
        var audit = await RecordSource.AuditAsync(desk, record, [], cancellationToken);
        var result = await desk.WatchAsync(
            monitor => Task.Run(() => audit.TryGetResult(monitor, out var found) ? found : null, cancellationToken), cancellationToken);
        return result ?? throw Stop.CouldNotRun(Texts.ResultTooEarly, audit.Shares.Count, record.Manifest.Threshold);
    }

    private static VotingClosed Close(ElectionRecord record)
    {
        Require(record, Phase.Voting);
        var head = record.State.Head;
        return new VotingClosed(head.Size, head.Root, head.ChainHead);
    }

    private static OverridesClosed CloseOverrides(ElectionRecord record)
    {
        Require(record, Phase.Closed);
        return new OverridesClosed();
    }

    /// <summary>It follows from the ballots alone, so it may be proposed together with `overrides-closed`. spec §8.1</summary>
    private static async Task<Payload> InputAsync(Desk desk, RecordSource source, CancellationToken cancellationToken)
    {
        var record = await source.ReadBallotsAsync(desk, Phase.Closed, quorum: false, cancellationToken);
        Require(record, Phase.Closed, Phase.OverridesClosed);
        return new Payload((await RecordSource.AuditAsync(desk, record, [], cancellationToken)).Input.Encode());
    }

    private static void Require(ElectionRecord record, params ReadOnlySpan<Phase> phases)
    {
        if (!phases.Contains(record.Phase))
        {
            throw Stop.Rejected(Texts.RecordWrongPhase, record.Phase);
        }
    }
}
