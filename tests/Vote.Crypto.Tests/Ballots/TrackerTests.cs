using System.Text;
using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

public sealed class TrackerTests
{
    [Fact]
    public void SpellsFiveBitsACharacter()
    {
        const string alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var hash = Sample.Digest("tracker").Bytes[..20];
        var bits = string.Concat(hash.ToArray().Select(b => Convert.ToString(b, 2).PadLeft(8, '0')));
        var letters = string.Concat(bits.Chunk(5).Select(five => alphabet[Convert.ToInt32(new string(five), 2)]));
        var expected = string.Join('-', letters.Chunk(4).Select(four => new string(four)));
        Assert.Equal(expected, Tracker.Spell(hash));
        Assert.Equal("2222-2222-2222-2222-2222-2222-2222-2222", Tracker.Spell(new byte[20]));
        Assert.Equal("ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ", Tracker.Spell(Enumerable.Repeat((byte)255, 20).ToArray()));
    }

    [Fact]
    public void CoversElectionCredentialAndCiphertextsButNotProofs()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 2));
        var context = SampleElection.Context();
        using var seed = BallotSeed.Generate();
        var ballot = election.Encryptor.Encrypt(context, seed, [Selection.Blank]);
        var reproven = election.Encryptor.Encrypt(context, seed, [Selection.Blank]);
        var tracker = Tracker.Of(election.Election.Hash, context.Credential, ballot);

        Assert.Equal(tracker, Tracker.Of(election.Election.Hash, context.Credential, reproven));
        Assert.NotEqual(tracker, Tracker.Of(new(Sample.Digest("other")), context.Credential, ballot));
        Assert.NotEqual(tracker, Tracker.Of(election.Election.Hash, Sample.Credential(), ballot));
        Assert.NotEqual(tracker, Tracker.Of(election.Election.Hash, context.Credential, election.Encrypt(context, Selection.Blank)));
        Assert.True(Tracker.TryParse(tracker.Text, out var parsed));
        Assert.Equal(tracker, parsed);
    }

    [Fact]
    public void HashesTheBytesOfTheSpecification()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 2));
        var context = SampleElection.Context();
        var ballot = election.Encrypt(context, Selection.Blank);
        byte[] input =
        [
            .. Encoding.ASCII.GetBytes("tsukuba-vote/tracker/v1"), 0, .. election.Election.Hash.Bytes, .. context.Credential.Bytes,
            .. ballot.Encode()[..(3 * 66)],
        ];
        var expected = Tracker.Spell(System.Security.Cryptography.SHA256.HashData(input).AsSpan(0, 20));
        Assert.Equal(expected, Tracker.Of(election.Election.Hash, context.Credential, ballot).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2222-2222-2222-2222-2222-2222-2222")]
    [InlineData("2222-2222-2222-2222-2222-2222-2222-222")]
    [InlineData("2222-2222-2222-2222-2222-2222-2222-22222")]
    [InlineData("2222-2222-2222-2222-2222-2222-2222-222O")]
    [InlineData("2222-2222-2222-2222-2222-2222-2222-222a")]
    [InlineData("22222222222222222222222222222222")]
    [InlineData("2222-2222-2222-2222-2222-2222-2222-2222-")]
    public void RefusesEveryOtherSpelling(string text) => Assert.False(Tracker.TryParse(text, out _));
}
