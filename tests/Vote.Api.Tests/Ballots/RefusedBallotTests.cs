using Vote.Api.Ballots;
using Vote.Api.Tests.Elections;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Ballots;

/// <summary>Each bad ballot has its own refusal and leaves no trace. A voter who has voted once tries it, after another one has.</summary>
public sealed class RefusedBallotTests(TestTown town) : IClassFixture<TestTown>, IAsyncLifetime
{
    private TestElection election = null!;
    private TestVoter voter = null!;
    private TestVoter neighbour = null!;
    private Entry neighbours = null!;

    public async Task InitializeAsync()
    {
        election = await TestElection.OpenAsync(town);
        voter = await TestVoter.SignInAsync(election);
        neighbour = await TestVoter.SignInAsync(election, 1);
        neighbours = neighbour.Ballot();
        await neighbour.AcceptedAsync(neighbours);
        await voter.AcceptedAsync(voter.Ballot());
    }

    public async Task DisposeAsync()
    {
        voter.Dispose();
        neighbour.Dispose();
        await election.DisposeAsync();
    }

    [Fact]
    public async Task RefusesWhatIsNoEntry()
    {
        var honest = voter.Ballot().Encoded;
        await AssertRefusedAsync(CastRefusal.Malformed, ReadOnlyMemory<byte>.Empty);
        await AssertRefusedAsync(CastRefusal.Malformed, honest[..^1]);
        await AssertRefusedAsync(CastRefusal.Malformed, (byte[])[.. honest.Span, (byte)' ']);
        await AssertRefusedAsync(CastRefusal.Malformed, new byte[1000]);
    }

    [Fact]
    public async Task RefusesTooMuch()
    {
        var honest = voter.Ballot().Encoded;
        await AssertRefusedAsync(CastRefusal.Oversized, (byte[])[.. honest.Span, .. new byte[EntryEnvelope.MaximumLength]]);
        await AssertRefusedAsync(CastRefusal.Oversized, honest, new byte[election.Manifest.Election.Style.PayloadLength + 1]);
    }

    [Fact]
    public async Task RefusesABlobThatTheEntryDoesNotName() =>
        await AssertRefusedAsync(CastRefusal.BlobMismatch, voter.Ballot().Encoded, new byte[1]);

    [Fact]
    public async Task RefusesEntriesThatAreNoBallots()
    {
        await AssertRefusedAsync(CastRefusal.NotABallot, election.Sign(new AdministratorAct("reason")));
        await AssertRefusedAsync(CastRefusal.NotABallot, election.Sign(voter.Pending.Entry, voter.Key));
        await AssertRefusedAsync(CastRefusal.NotABallot, election.Opening());
    }

    [Fact]
    public async Task RefusesABallotOfAnotherElection()
    {
        await using var other = await TestElection.OpenAsync(town);
        var (place, previous) = voter.Next();
        var body = new BallotCast(place, previous, voter.Key.Public, new(voter.Encrypt(place, previous).Encode()));
        await AssertRefusedAsync(CastRefusal.ForeignElection, other.Sign(body, voter.Key));
    }

    [Fact]
    public async Task RefusesOtherSignersThanTheCredential()
    {
        var (place, previous) = voter.Next();
        var body = new BallotCast(place, previous, voter.Key.Public, new(voter.Encrypt(place, previous).Encode()));
        await AssertRefusedAsync(CastRefusal.WrongAuthors, election.Sign(body, neighbour.Key));
        await AssertRefusedAsync(CastRefusal.WrongAuthors, election.Sign(body, voter.Key, neighbour.Key));
    }

    [Fact]
    public async Task RefusesASignatureOfSomethingElse()
    {
        var (place, previous) = voter.Next();
        var (first, second) = (voter.Encrypt(place, previous), voter.Encrypt(place, previous, 2));
        var other = new UnsignedEntry(election.Manifest.Hash.Value, Body(first)).SignWith(voter.Key);
        await AssertRefusedAsync(
            CastRefusal.InvalidSignature, new UnsignedEntry(election.Manifest.Hash.Value, Body(second)).Assemble(other));

        BallotCast Body(EncryptedBallot ballot) => new(place, previous, voter.Key.Public, new(ballot.Encode()));
    }

    [Theory]
    [InlineData(0, 0x00)]
    [InlineData(0, 0x04)]
    [InlineData(0, 0x06)]
    [InlineData(33, 0x05)]
    public async Task RefusesWhatIsNoPoint(int position, byte prefix) =>
        await AssertRefusedAsync(CastRefusal.Undecodable, Altered(payload => payload[position] = prefix));

    [Fact]
    public async Task RefusesPointsOffTheCurveAndBeyondTheField()
    {
        await AssertRefusedAsync(CastRefusal.Undecodable, Altered(payload => payload.AsSpan(1, 32).Fill(0xFF)));
        await AssertRefusedAsync(CastRefusal.Undecodable, Altered(payload => payload.AsSpan(0, 33).Clear()));

        // x = 5 has a point on P-256, x = 1 has none.
        await AssertRefusedAsync(CastRefusal.Undecodable, Altered(payload =>
        {
            payload.AsSpan(1, 32).Clear();
            payload[32] = 1;
        }));
    }

    [Fact]
    public async Task RefusesAnotherLength()
    {
        await AssertRefusedAsync(CastRefusal.Undecodable, Altered(_ => { }, payload => payload[..^1]));
        await AssertRefusedAsync(CastRefusal.Undecodable, Altered(_ => { }, payload => [.. payload, 0]));
        await AssertRefusedAsync(CastRefusal.Undecodable, Altered(_ => { }, _ => []));
    }

    [Fact]
    public async Task RefusesASlotThatIsNoneOrNotEnrolled()
    {
        await AssertRefusedAsync(CastRefusal.UnknownSlot, voter.Ballot(new(new(99), 1, 1), EntryHash.None));
        var (place, previous) = voter.Next();
        await AssertRefusedAsync(CastRefusal.NotEnrolled, voter.Ballot(new(place.Slot, place.Generation + 1, 1), previous));
    }

    [Fact]
    public async Task RefusesABallotInAnothersSlot()
    {
        var (place, previous) = neighbour.Next();
        await AssertRefusedAsync(CastRefusal.ForeignCredential, voter.Ballot(place, previous));
    }

    [Fact]
    public async Task RefusesAStaleOrSkippingSequence()
    {
        var (place, previous) = voter.Next();
        await AssertRefusedAsync(CastRefusal.WrongSequence, voter.Ballot(new(place.Slot, place.Generation, 1), EntryHash.None));
        await AssertRefusedAsync(
            CastRefusal.WrongSequence, voter.Ballot(new(place.Slot, place.Generation, place.Sequence + 1), previous));
    }

    [Fact]
    public async Task RefusesABallotThatDoesNotContinueTheSlot()
    {
        var (place, _) = voter.Next();
        await AssertRefusedAsync(CastRefusal.WrongPrevious, voter.Ballot(place, EntryHash.None));
        await AssertRefusedAsync(CastRefusal.WrongPrevious, voter.Ballot(place, neighbours.Hash));
    }

    [Fact]
    public async Task RefusesACopiedBallotAndEvenOneCopiedPart()
    {
        var (place, previous) = voter.Next();
        var copied = ((BallotCast)neighbours.Body).Payload.Bytes.ToArray();
        await AssertRefusedAsync(CastRefusal.RepeatedCiphertext, voter.Sign(place, previous, copied));
        await AssertRefusedAsync(CastRefusal.RepeatedCiphertext, Altered(payload => copied.AsSpan(0, 33).CopyTo(payload)));
    }

    [Fact]
    public async Task RefusesProofsThatDoNotHold()
    {
        var ciphertexts = election.Manifest.Election.Style.CiphertextCount * Ciphertext.Size;
        await AssertRefusedAsync(CastRefusal.InvalidProof, Altered(payload => payload[^1] ^= 1));
        await AssertRefusedAsync(CastRefusal.InvalidProof, Altered(payload => payload[ciphertexts] ^= 1));
        await AssertRefusedAsync(CastRefusal.InvalidProof, Altered(payload => payload.AsSpan(66, 66).CopyTo(payload)));
    }

    [Fact]
    public async Task RefusesProofsMadeForAnotherPlace()
    {
        var (place, previous) = voter.Next();
        var elsewhere = voter.Encrypt(new(place.Slot, place.Generation, place.Sequence + 1), previous);
        await AssertRefusedAsync(CastRefusal.InvalidProof, voter.Sign(place, previous, elsewhere.Encode()));
    }

    private Entry Altered(Action<byte[]> change) => Altered(change, payload => payload);

    private Entry Altered(Action<byte[]> change, Func<byte[], byte[]> cut)
    {
        var (place, previous) = voter.Next();
        var payload = voter.Encrypt(place, previous).Encode();
        change(payload);
        return voter.Sign(place, previous, cut(payload));
    }

    private Task AssertRefusedAsync(CastRefusal reason, Entry entry) => AssertRefusedAsync(
        reason, entry.Encoded, entry.TryGetBlob(out var blob) ? blob.Bytes : default);

    private async Task AssertRefusedAsync(CastRefusal reason, ReadOnlyMemory<byte> entry, ReadOnlyMemory<byte> blob = default)
    {
        var before = await TraceAsync();
        var result = await election.House.Ballots.AcceptAsync(entry, blob, voter.Pending, CancellationToken.None);
        Assert.Equal(reason, Assert.IsType<CastResult.Refused>(result).Reason);
        await election.House.DrainAsync(CancellationToken.None);
        Assert.Equal(before, await TraceAsync());
    }

    private async Task<string> TraceAsync()
    {
        await election.House.DrainAsync(CancellationToken.None);
        var stored = await election.StoredAsync();
        return string.Join(' ', [$"{election.House.Head}", .. stored.Select(unit => unit.Unit.Key.Value.ToHex())]);
    }
}
