using Vote.Api.Ballots;
using Vote.Api.Enrolment;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Identity.Acts;
using Vote.Identity.TestAuthority;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Elections;

/// <summary>A resident at one device: a card, a key, and what an honest client does.</summary>
internal sealed class TestVoter(TestElection election, TestCard card) : IDisposable
{
    internal SigningKey Key { get; } = SigningKey.Generate();

    internal PendingEnrolment Pending { get; private set; } = null!;

    internal SlotNumber Slot => Pending.Entry.Slot;

    public void Dispose() => Key.Dispose();

    /// <summary>Somebody who has signed in.</summary>
    internal static async Task<TestVoter> SignInAsync(TestElection election, int person = 0)
    {
        var voter = new TestVoter(election, election.Town.Card(person));
        voter.Pending = Assert.IsType<EnrolmentResult.Pending>(await voter.EnrolAsync()).Enrolment;
        return voter;
    }

    internal async Task<EnrolmentResult> EnrolAsync() => await EnrolAsync(await ActAsync());

    internal Task<EnrolmentResult> EnrolAsync(byte[] act) =>
        election.House.Enrolment.EnrolAsync(act, Key.Public, CancellationToken.None);

    internal async Task<byte[]> ActAsync()
    {
        var nonce = await election.House.Nonces.IssueAsync(CancellationToken.None);
        var now = election.Time.GetUtcNow();
        var title = new ActElection(election.Manifest.Hash.Value, election.Manifest.Title["ja"]);
        return card.Sign(ActStatement.For(title, Key.Public, nonce, now).Encode(), now);
    }

    /// <summary>The place of the next ballot and what it continues.</summary>
    internal (BallotPlace Place, EntryHash Previous) Next()
    {
        var state = election.House.Find(Slot);
        return state is not null && state.Credential == Key.Public
            ? (new(Slot, state.Place.Generation, state.Place.Sequence + 1), state.Ballot)
            : (new(Slot, Pending.Entry.Generation, 1), state?.Ballot ?? EntryHash.None);
    }

    /// <summary>An honest ballot that continues the slot.</summary>
    internal Entry Ballot(int option = 1)
    {
        var (place, previous) = Next();
        return Ballot(place, previous, option);
    }

    /// <summary>A ballot with right proofs at any place.</summary>
    internal Entry Ballot(BallotPlace place, EntryHash previous, int option = 1) =>
        TestBallots.Make(election.Manifest, Key, place, previous, option);

    internal EncryptedBallot Encrypt(BallotPlace place, EntryHash previous, int option = 1) =>
        TestBallots.Encrypt(election.Manifest, Key.Public, place, previous, option);

    internal Entry Sign(BallotPlace place, EntryHash previous, byte[] payload) =>
        TestBallots.Sign(election.Manifest, Key, place, previous, payload);

    internal Task<CastResult> CastAsync(Entry ballot) =>
        election.House.Ballots.AcceptAsync(
        ballot.Encoded, ballot.TryGetBlob(out var blob) ? blob.Bytes : default, Pending, CancellationToken.None);

    internal async Task<CastResult.Accepted> AcceptedAsync(Entry ballot) => Assert.IsType<CastResult.Accepted>(await CastAsync(ballot));

    internal async Task<CastRefusal> RefusedAsync(Entry ballot) => Assert.IsType<CastResult.Refused>(await CastAsync(ballot)).Reason;
}
