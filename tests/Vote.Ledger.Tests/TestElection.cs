using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Tests;

/// <summary>Keys of an election and short words for its entries. Keys are fresh: no test may depend on their values.</summary>
internal sealed class TestElection : IDisposable
{
    private readonly Dictionary<(int Slot, int Generation), SigningKey> credentials = [];

    internal Digest Hash { get; init; } = Digest.Sha256("test election"u8);

    internal SigningKey[] Officers { get; } = Keys(3);

    internal SigningKey Registrar { get; } = SigningKey.Generate();

    internal SigningKey[] Trustees { get; } = Keys(3);

    internal Authors Authors => new(
        Officers.Select(key => key.Public), 2, Registrar.Public, [.. Trustees.Select(key => key.Public)]);

    public void Dispose()
    {
        foreach (var key in Officers.Concat(Trustees).Concat(credentials.Values).Append(Registrar))
        {
            key.Dispose();
        }
    }

    internal SigningKey Credential(int slot, int generation)
    {
        if (!credentials.TryGetValue((slot, generation), out var key))
        {
            credentials[(slot, generation)] = key = SigningKey.Generate();
        }

        return key;
    }

    internal Entry Signed(EntryBody body, params SigningKey[] authors) => new UnsignedEntry(Hash, body).Sign(authors);

    internal Entry ByOfficers(EntryBody body) => Signed(body, Officers[0], Officers[1]);

    internal Entry Opened(string payload = "manifest") => ByOfficers(new ElectionOpened(Of(payload)));

    internal Entry Enrolment(int slot, int generation = 1) => Signed(
        new CredentialEnrolled(new(slot), generation, Credential(slot, generation).Public, Digest.Sha256("act"u8)), Registrar);

    internal Entry Ballot(int slot, int generation, long sequence, EntryHash previous, Payload? payload = null)
    {
        var credential = Credential(slot, generation);
        var place = new BallotPlace(new(slot), generation, sequence);
        return Signed(new BallotCast(place, previous, credential.Public, payload ?? Of("ballot")), credential);
    }

    internal Entry FirstBallot(int slot, Payload? payload = null) => Ballot(slot, 1, 1, EntryHash.None, payload);

    internal Entry Mix(int question, int round, int trustee) =>
        Signed(new Shuffle(question, round, trustee, Of("shuffle")), Trustees[trustee - 1]);

    internal Entry Share(int trustee) => Signed(new DecryptionShare(trustee, Of("share")), Trustees[trustee - 1]);

    internal static AnchorDeclared Anchor(long chain = 31337, bool required = false) => new(new(
        chain, Address(0xc0), AnchorContract.Code, Address(0x5e), new(0), required));

    internal static EthereumAddress Address(byte filling) =>
        EthereumAddress.TryDecode(Enumerable.Repeat(filling, EthereumAddress.Length).ToArray(), out var address) ? address : throw new ArgumentException("no address", nameof(filling));

    internal static Payload Of(string text) => new(System.Text.Encoding.UTF8.GetBytes(text));

    private static SigningKey[] Keys(int count) => [.. Enumerable.Range(0, count).Select(_ => SigningKey.Generate())];
}
