using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Tree;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E18: nobody can compute a whole alternative history in advance, since the first entry holds 32 bytes that are drawn when the
/// election is opened, after manifest and roll are fixed; every root and every chain head depends on them.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E18_PrecomputedHistory(MockElection election)
{
    [Fact]
    public async Task TwoOpeningsOfOneManifestShareNothingButTheManifest()
    {
        var (first, second) = (await ProposeAsync(), await ProposeAsync());

        Assert.Equal(first.ManifestHash, second.ManifestHash);
        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.NotEqual(Digest.Zero, first.Nonce);
        var (one, other) = (LeafHash.Of(first.Encode()), LeafHash.Of(second.Encode()));
        Assert.NotEqual(new MerkleTree([one]).Root, new MerkleTree([other]).Root);
        Assert.NotEqual(HashChain.Start(first.ManifestHash).Append(one).Head, HashChain.Start(first.ManifestHash).Append(other).Head);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("slots")]
    [InlineData("manifest")]
    public async Task AnOpeningWithoutNonceRollOrManifestIsNone(string missing)
    {
        var opening = await ProposeAsync();
        Assert.True(CanonicalValue.TryParse(opening.Encode(), out var value));
        var fields = (CanonicalObject)value;
        var without = CanonicalObject.Of(fields.Names.Where(name => name != missing).Select(name => (name, fields.TryGet(name, out var field) ? field : throw new InvalidOperationException(name))));

        Assert.False(OpeningContent.TryDecode(without.Encode(), out _));
    }

    private async Task<OpeningContent> ProposeAsync()
    {
        var file = election.Place[$"opening-{Guid.CreateVersion7()}.json"];
        var answer = await Workplace.RunAsync(
            "open", "propose", "--manifest", election.Place["manifest.json"], "--ceremony", election.Place["ceremony.json"],
            "--slots", election.Place["registrar/slots.json"], "--out", file);
        Assert.Equal(ExitCode.Done, answer.ExitCode);
        Assert.True(CanonicalValue.TryParse(InputFile.Read(file), out var value));
        var payload = Find(value) ?? throw new InvalidOperationException("no payload");
        Assert.True(OpeningContent.TryDecode(payload, out var opening));
        return opening;
    }

    /// <summary>The opening's bytes, wherever the proposal's file holds them.</summary>
    private static byte[]? Find(CanonicalValue value) => value switch
    {
        CanonicalString { Value: var text } when Base64Url.TryDecode(text, out var bytes) && OpeningContent.TryDecode(bytes, out _) => bytes,
        CanonicalObject fields => fields.Names.Select(name => fields.TryGet(name, out var field) ? Find(field) : null).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
