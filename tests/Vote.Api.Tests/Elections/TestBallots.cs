using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Elections;

/// <summary>What an honest client makes.</summary>
internal static class TestBallots
{
    /// <summary>A signed ballot with right proofs at any place.</summary>
    internal static Entry Make(Manifest manifest, SigningKey key, BallotPlace place, EntryHash previous, int option = 1) =>
        Sign(manifest, key, place, previous, Encrypt(manifest, key.Public, place, previous, option).Encode());

    internal static EncryptedBallot Encrypt(
        Manifest manifest, SignatureKey credential, BallotPlace place, EntryHash previous, int option = 1)
    {
        var context = new BallotContext(credential, new(place.Slot.Value, place.Generation, place.Sequence), previous.Value);
        using var seed = BallotSeed.Generate();
        return new BallotEncryptor(manifest.Election).Encrypt(
            context, seed, [.. manifest.Questions.Select(question => Choose(question, option))]);
    }

    internal static Entry Sign(Manifest manifest, SigningKey key, BallotPlace place, EntryHash previous, byte[] payload) =>
        new UnsignedEntry(manifest.Hash.Value, new BallotCast(place, previous, key.Public, new(payload))).Sign(key);

    private static Selection Choose(Question question, int option) =>
        Selection.TryParse(question, Chosen(question, option), out var selection, out var problem) ? selection : throw new InvalidOperationException($"{problem}");

    /// <summary>The option; where all are ranked, it comes first and the others follow in a circle.</summary>
    private static int[] Chosen(Question question, int option) => question.Choice is ChoiceRule.Ranking(var ranks, _, _)
        ? [.. Enumerable.Range(0, ranks).Select(i => ((option - 1 + i) % question.OptionCount) + 1)]
        : [option];
}
