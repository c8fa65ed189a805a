using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>E2: a share that nobody proved: cut off, with another trustee's proof, with the proof of other ciphertexts, or with plaintexts that do not belong.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class E2_SharesWithoutProofTests(MockElection election) : ForgedElection(election)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(98)]
    public async Task AShareOfAnotherLengthIsNone(int kept)
    {
        var lie = new Lie { Decrypters = [1, 2, 3], OfShare = (payload, trustee) => trustee == 3 ? payload[..^(98 - kept + (kept == 98 ? 1 : 0))] : payload };
        await Forge.OnlyAsync("8.1", Forge.Complete(await Forge.VotingAsync(), lie));
    }

    [Fact]
    public async Task AnothersProofIsNotOnes()
    {
        byte[] first = [];
        var lie = new Lie
        {
            Decrypters = [1, 2, 3],
            OfShare = (payload, trustee) =>
            {
                first = trustee == 1 ? payload : first;
                return trustee == 3 ? [.. payload[..^98], .. first[^98..]] : payload;
            },
        };
        await Forge.OnlyAsync("8.2", Forge.Complete(await Forge.VotingAsync(), lie));
    }

    [Fact]
    public async Task AnothersWholeShareIsNotOnes()
    {
        byte[] first = [];
        var lie = new Lie
        {
            Decrypters = [1, 2, 3],
            OfShare = (payload, trustee) => trustee == 3 ? first : first = payload,
        };
        await Forge.OnlyAsync("8.2", Forge.Complete(await Forge.VotingAsync(), lie));
    }

    /// <summary>Two elements exchanged, their proof kept: made for other ciphertexts.</summary>
    [Fact]
    public async Task AProofOfOtherCiphertextsIsNone()
    {
        var lie = new Lie
        {
            Decrypters = [1, 2, 3],
            OfShare = (payload, trustee) => trustee == 3 ? [.. payload[33..66], .. payload[..33], .. payload[66..]] : payload,
        };
        await Forge.OnlyAsync("8.2", Forge.Complete(await Forge.VotingAsync(), lie));
    }

    [Fact]
    public async Task TooFewSharesGiveNoResult()
    {
        var whole = Forge.Complete(await Forge.VotingAsync());
        Entry[] without = [.. whole.Where(entry => entry.Body is not DecryptionShare { Trustee: 2 })];
        Assert.Contains("8.1", await Forge.FailedAsync(without));
        Assert.NotEmpty(Forge.ToolFinds(without));
    }
}
