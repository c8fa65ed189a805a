using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>C4: the same ciphertext twice in the input of a mix, exactly or looking otherwise. A first ciphertext stands once on a record, and has one spelling.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class C4_DuplicatesInMixInputTests(MockElection election) : ForgedElection(election)
{
    /// <summary>One voter's own column again, in a second ballot of the same voter: proven, and refused for the repetition alone.</summary>
    [Fact]
    public async Task ACiphertextTwiceIsRefusedAlthoughItsProofHolds()
    {
        var voting = await Forge.VotingAsync();
        var r = Scalar.Random();
        var column = Forge.Manifest.ElectionKey.Encrypt(MessageEncoding.EncodeVartime([2]), r);
        using var credential = Vote.Canonical.Signatures.SigningKey.Generate();
        var enrolled = Forge.Sign(new CredentialEnrolled(new(3), 1, credential.Public, Vote.Canonical.Digest.Sha256("an act"u8)), Forge.Registrar);
        var first = Cast(1, EntryHash.None);
        var second = Cast(2, first.Hash);
        var entries = Forge.Complete([.. voting, enrolled, first, second]);
        await Forge.OnlyAsync("5.3", entries);

        Entry Cast(int sequence, EntryHash previous)
        {
            var context = new BallotContext(credential.Public, new(3, 1, sequence), previous.Value);
            var payload = DishonestBallots.WithMixedColumn(Forge.Manifest, context, column, r);
            return Forge.Sign(new BallotCast(new(new(3), 1, sequence), previous, credential.Public, new(payload)), credential);
        }
    }

    /// <summary>Every other spelling of a payload is none: what decodes encodes to the same bytes.</summary>
    [Fact]
    public async Task NoSecondSpellingHidesADuplicate()
    {
        var payload = (await Forge.VotingAsync()).Select(entry => entry.Body).OfType<BallotCast>().First().Payload.Bytes.ToArray();
        var mutator = new Vote.Testing.Mutator(4);
        for (var i = 0; i < 300; i++)
        {
            var bytes = mutator.Mutate(payload);
            Assert.True(
                !EncryptedBallot.TryDecode(Forge.Manifest.Election.Style, bytes, out var ballot) || ballot.Encode().AsSpan().SequenceEqual(bytes));
        }
    }
}
