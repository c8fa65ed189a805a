using Vote.Api.Elections;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Ballots;

/// <summary>A ballot of this election, signed by its credential and decoded; its place and its proofs are still to be judged.</summary>
internal sealed record ReadBallot(Entry Entry, BallotCast Body, EncryptedBallot Encrypted, BallotMarks Marks)
{
    /// <summary>What the proofs are bound to.</summary>
    public BallotContext Context => new(
        Body.Credential, new(Body.Place.Slot.Value, Body.Place.Generation, Body.Place.Sequence), Body.Previous.Value);
}

/// <summary>From bytes to a ballot, by all that can be said without looking at other ballots.</summary>
internal static class CastBallotReader
{
    /// <summary>Nothing, and the ballot; or the first rule that the bytes break.</summary>
    public static CastRefusal? Read(HouseTerms terms, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> blob, out ReadBallot? ballot)
    {
        ballot = null;
        if (!EntryEnvelope.TryDecode(bytes, out var envelope, out var malformed))
        {
            return malformed == LedgerRefusal.UnsupportedType ? CastRefusal.NotABallot : CastRefusal.Malformed;
        }

        if ((envelope.Blob is null && !blob.IsEmpty) || !envelope.TryOpen(blob, out var entry))
        {
            return CastRefusal.BlobMismatch;
        }

        if (entry.Body is not BallotCast body)
        {
            return CastRefusal.NotABallot;
        }

        if (CheckSigned(terms, entry) is { } unsigned)
        {
            return unsigned;
        }

        var election = terms.Manifest.Election;
        if (!EncryptedBallot.TryDecode(election.Style, body.Payload.Bytes.Span, out var encrypted))
        {
            return CastRefusal.Undecodable;
        }

        ballot = new(entry, body, encrypted, BallotMarks.Of(election, body.Credential, encrypted));
        return null;
    }

    private static CastRefusal? CheckSigned(HouseTerms terms, Entry entry) =>
        entry.Election != terms.Ledger.Election.Election
            ? CastRefusal.ForeignElection
            : terms.Ledger.Election.Authors.Check(entry) switch
            {
                LedgerVerdict.Accepted => null,
                LedgerVerdict.Refused { Reason: LedgerRefusal.WrongAuthors } => CastRefusal.WrongAuthors,
                _ => CastRefusal.InvalidSignature,
            };
}
