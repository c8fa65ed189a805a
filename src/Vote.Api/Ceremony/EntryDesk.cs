using Vote.Api.Elections;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Writing;
using SlotList = Vote.Identity.Slots.SlotList;

namespace Vote.Api.Ceremony;

/// <summary>What the desk answers.</summary>
public abstract record EntryResult
{
    private EntryResult()
    {
    }

    /// <summary>The entry is stored and goes to the log at once. The same bytes get the same answer.</summary>
    public sealed record Accepted(LeafHash Leaf) : EntryResult;

    /// <summary>The entry is not taken.</summary>
    public sealed record Refused(LedgerRefusal Reason, string Detail) : EntryResult;
}

/// <summary>
/// Takes the entries of officers and trustees: signed by whom the manifest demands, in the order that the phases allow. Ballots and
/// enrolments have another way, on which more is checked. spec/ledger.md §3, §4
/// </summary>
public sealed class EntryDesk(HouseTerms terms, Intake intake)
{
    /// <summary>Takes an entry, or says why not.</summary>
    /// <param name="entry">Its canonical bytes.</param>
    /// <param name="blob">Its payload where the entry only names it; otherwise empty.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<EntryResult> AcceptAsync(
        ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> blob, CancellationToken cancellationToken)
    {
        if (!Entry.TryDecode(entry, blob, out var decoded, out var malformed))
        {
            return new EntryResult.Refused(malformed, "no entry");
        }

        if (Check(decoded) is LedgerVerdict.Refused(var reason, var detail))
        {
            return new EntryResult.Refused(reason, detail);
        }

        return await intake.AcceptAsync(UnitOf(decoded), cancellationToken) switch
        {
            IntakeResult.Accepted => new EntryResult.Accepted(decoded.LeafHash),
            IntakeResult.Refused(var rule, var why) => new EntryResult.Refused(rule, why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static EntryUnit UnitOf(Entry entry) =>
        EntryUnit.TryMake([entry], out var unit) ? unit : throw new System.Diagnostics.UnreachableException();

    private LedgerVerdict Check(Entry entry) => entry.Body switch
    {
        BallotCast or CredentialEnrolled or BallotChallenged =>
            LedgerVerdict.Refuse(LedgerRefusal.OutOfOrder, "ballots, enrolments and challenges have ways of their own"),
        _ when entry.Election != terms.Ledger.Election.Election =>
            LedgerVerdict.Refuse(LedgerRefusal.ForeignElection, "another election"),
        ElectionOpened opened when !IsOurs(opened.Payload.Bytes.Span) =>
            LedgerVerdict.Refuse(LedgerRefusal.ForeignElection, "another manifest or slot list"),
        _ => terms.Ledger.Election.Authors.Check(entry),
    };

    /// <summary>The opening shows the manifest under whose hash the entry stands, and its slot list. spec §3.3</summary>
    private bool IsOurs(ReadOnlySpan<byte> opening) =>
        CanonicalValue.TryParse(opening, out var value)
        && value is CanonicalObject { Names: ["ceremony", "manifest", "nonce", "slots"] } content
        && content.TryGet("manifest", out var manifest)
        && Digest.Sha256(manifest.Encode()) == terms.Manifest.Hash.Value
        && content.TryGet("slots", out var slots)
        && SlotList.TryRead(slots, out var list)
        && list.Count == terms.Manifest.Slots.Count
        && list.Hash == terms.Manifest.Slots.Hash;
}
