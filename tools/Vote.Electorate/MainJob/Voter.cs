using Vote.Api.Ballots;
using Vote.Api.Elections;
using Vote.Api.Enrolment;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Identity.Acts;
using Vote.Identity.TestAuthority;
using Vote.Ledger.Entries;
using Positions = Vote.Ledger;

namespace Vote.Electorate.MainJob;

/// <summary>
/// A resident with a card and a device: signs in by one act, encrypts, casts, and checks the promise. One object is one sign-in; a second one
/// of the same card is another device. Works on the plain classes behind the server.
/// </summary>
internal sealed class Voter : IDisposable
{
    private readonly ElectionHouse house;
    private readonly IDeviceObserver devices;
    private readonly BallotEncryptor encryptor;
    private readonly SigningKey credential = SigningKey.Generate();
    private PendingEnrolment? pending;
    private Positions.BallotPlace? last;
    private EntryHash previous = EntryHash.None;

    public Voter(ElectionHouse house, IDeviceObserver devices)
    {
        (this.house, this.devices) = (house, devices);
        encryptor = new(house.Terms.Manifest.Election);
    }

    private Manifest Manifest => house.Terms.Manifest;

    /// <summary>Signs in: one signature of the card over the statement that names this device's key.</summary>
    public async Task SignInAsync(TestCard card, TimeProvider clock, CancellationToken cancellationToken)
    {
        var nonce = await house.Nonces.IssueAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var statement = ActStatement.For(new ActElection(Manifest.Hash.Value, Manifest.Title["ja"]), credential.Public, nonce, now);
        var act = card.Sign(statement.Encode(), now);
        pending = await house.Enrolment.EnrolAsync(act, credential.Public, cancellationToken) is EnrolmentResult.Pending(var granted)
            ? granted
            : throw new InvalidOperationException("An invented resident was not enrolled.");
        previous = house.Find(pending.Entry.Slot)?.Ballot ?? EntryHash.None;
        devices.SignedIn(credential);
    }

    /// <summary>Casts a ballot and checks the promise for it.</summary>
    /// <returns>The entry, as it will stand on the ledger.</returns>
    public async Task<Entry> CastAsync(IReadOnlyList<Selection> selections, CancellationToken cancellationToken)
    {
        var granted = pending?.Entry ?? throw new InvalidOperationException("Sign in first.");
        var place = new Positions.BallotPlace(granted.Slot, granted.Generation, (last?.Sequence ?? 0) + 1);
        var entry = Encrypt(place, selections);
        var blob = entry.TryGetBlob(out var payload) ? payload.Bytes : default;
        if (await house.Ballots.AcceptAsync(entry.Encoded, blob, pending, cancellationToken) is not CastResult.Accepted(var promise, var leaf, _))
        {
            throw new InvalidOperationException("A valid ballot was not accepted.");
        }

        if (promise.Verify(house.Terms.Ledger.Log.Origin, house.Terms.AcceptKey, leaf) is not Positions.LedgerVerdict.Accepted || leaf != entry.LeafHash)
        {
            throw new InvalidOperationException("The promise is not for this ballot.");
        }

        (last, previous) = (place, entry.Hash);
        return entry;
    }

    public void Dispose() => credential.Dispose();

    private Entry Encrypt(Positions.BallotPlace place, IReadOnlyList<Selection> selections)
    {
        using var seed = BallotSeed.Generate();
        var position = new BallotPosition(place.Slot.Value, place.Generation, place.Sequence);
        var ballot = encryptor.Encrypt(new(credential.Public, position, previous.Value), seed, selections);
        var body = new BallotCast(place, previous, credential.Public, new Payload(ballot.Encode()));
        return new UnsignedEntry(Manifest.Hash.Value, body).Sign(credential);
    }
}
