using System.Security.Claims;
using Vote.Api.Elections;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Api.SignIn;

/// <summary>Who speaks, for half an hour: the holder of a key that an act enrolled for a slot of an election.</summary>
internal sealed record Session(string Election, SignatureKey Credential, SlotNumber Slot, int Generation, DateTimeOffset Expires)
{
    public const string ElectionClaim = "election";
    public const string CredentialClaim = "credential";
    public const string SlotClaim = "slot";
    public const string GenerationClaim = "generation";
    public const string ExpiresClaim = "exp";

    /// <summary>Reads the claims of a token that was verified.</summary>
    /// <exception cref="InvalidOperationException">The token is not one of ours: nothing may be reached without one.</exception>
    public static Session Of(ClaimsPrincipal user) =>
        user.FindFirstValue(ElectionClaim) is { } election
        && Base64Url.TryDecode(user.FindFirstValue(CredentialClaim) ?? "", out var encoded)
        && SignatureKey.TryDecode(encoded, out var credential)
        && int.TryParse(user.FindFirstValue(SlotClaim), out var slot)
        && int.TryParse(user.FindFirstValue(GenerationClaim), out var generation)
        && long.TryParse(user.FindFirstValue(ExpiresClaim), out var expires)
            ? new(election, credential, new(slot), generation, DateTimeOffset.FromUnixTimeSeconds(expires))
            : throw new InvalidOperationException("A verified token lacks a claim.");

    /// <summary>Whether the bytes are for this election, and signed by this session's key if they are an entry at all.</summary>
    public bool MayCast(ElectionHouse house, ReadOnlyMemory<byte> entry) =>
        IsFor(house)
        && (!EntryEnvelope.TryDecode(entry, out var envelope, out _)
            || envelope.Signatures.Any(signature => signature.Key == Credential));

    /// <summary>Whether it is for this election.</summary>
    public bool IsFor(ElectionHouse house) => house.Terms.Manifest.Id.Hex == Election;

    /// <summary>Whether another device has voted for the slot since, so that this key casts no more.</summary>
    public bool IsSuperseded(SlotState? state) =>
        state is not null && state.Credential != Credential && state.Place.Generation >= Generation;
}

/// <summary>What the session's next ballot has to say about its place. docs/api.md</summary>
internal sealed record SessionView(
    string ElectionId,
    int Slot,
    int Generation,
    long Sequence,
    string Previous,
    bool VotedBefore,
    DateTimeOffset ExpiresAt,
    string? Token = null)
{
    public static SessionView Of(Session session, SlotState? state, string? token = null)
    {
        var sequence = state is not null && state.Credential == session.Credential ? state.Place.Sequence + 1 : 1;
        return new(
            session.Election,
            session.Slot.Value,
            session.Generation,
            sequence,
            (state?.Ballot ?? EntryHash.None).Value.ToBase64Url(),
            state is not null,
            session.Expires,
            token);
    }

    // A record would print the token into a log.
    public override string ToString() => nameof(SessionView);
}
