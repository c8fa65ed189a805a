using Vote.Api.Ballots;
using Vote.Api.Tests.Elections;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Ballots;

/// <summary>A voter who has voted once, and whose neighbour has.</summary>
internal sealed record BadBallotScene(
    TestElection Election, SigningKey Key, (BallotPlace Place, EntryHash Previous) Next, Entry Neighbours, (BallotPlace Place, EntryHash Previous) NeighbourNext)
{
    internal Manifest Manifest => Election.Manifest;

    /// <summary>What an honest client would send.</summary>
    internal Entry Honest() => TestBallots.Make(Manifest, Key, Next.Place, Next.Previous);

    internal Entry At(BallotPlace place, EntryHash previous) => TestBallots.Make(Manifest, Key, place, previous);

    internal BallotCast Body(SigningKey credential) => new(
        Next.Place, Next.Previous, credential.Public, new(TestBallots.Encrypt(Manifest, credential.Public, Next.Place, Next.Previous).Encode()));

    /// <summary>An honest ballot whose payload somebody changed before signing.</summary>
    internal Entry Altered(Func<byte[], byte[]> change)
    {
        var payload = TestBallots.Encrypt(Manifest, Key.Public, Next.Place, Next.Previous).Encode();
        return TestBallots.Sign(Manifest, Key, Next.Place, Next.Previous, change(payload));
    }

    /// <summary>The same with one point replaced, at any place where one stands.</summary>
    internal Entry WithPoint(int position, byte[] point) => Altered(payload =>
    {
        point.CopyTo(payload, position);
        return payload;
    });
}

/// <summary>What is wrong with a ballot, and the refusal it must get. The same list for the ballot box and for the way over HTTP.</summary>
internal sealed record BadBallot(CastRefusal Reason, Func<BadBallotScene, (ReadOnlyMemory<byte> Entry, ReadOnlyMemory<byte> Blob)> Make)
{
    private static readonly byte[] Infinity = new byte[33];

    /// <summary>x = 1 has no point on P-256.</summary>
    private static readonly byte[] OffTheCurve = [2, .. new byte[31], 1];

    /// <summary>The field's prime, and so x = 0 spelled again.</summary>
    private static readonly byte[] BeyondTheField =
        [2, .. Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")];

    internal static IReadOnlyDictionary<string, BadBallot> All { get; } = new Dictionary<string, BadBallot>(StringComparer.Ordinal)
    {
        ["nothing"] = Bytes(CastRefusal.Malformed, _ => []),
        ["zeros"] = Bytes(CastRefusal.Malformed, _ => new byte[1000]),
        ["a byte less"] = Bytes(CastRefusal.Malformed, scene => [.. scene.Honest().Encoded.Span[..^1]]),
        ["a space more"] = Bytes(CastRefusal.Malformed, scene => [.. scene.Honest().Encoded.Span, (byte)' ']),
        ["a field more"] = Bytes(CastRefusal.Malformed, scene => [.. "{\"aaa\":1,"u8, .. scene.Honest().Encoded.Span[1..]]),
        ["longer than an entry"] = Bytes(CastRefusal.Oversized, scene => [.. scene.Honest().Encoded.Span, .. new byte[EntryEnvelope.MaximumLength]]),
        ["a blob that nobody named"] = new(CastRefusal.BlobMismatch, scene => (scene.Honest().Encoded, new byte[1])),
        ["a blob longer than a ballot"] = new(
            CastRefusal.Oversized, scene => (scene.Honest().Encoded, new byte[scene.Manifest.Election.Style.PayloadLength + 1])),
        ["an enrolment"] = Of(CastRefusal.NotABallot, scene => scene.Election.Sign(
            new CredentialEnrolled(scene.Next.Place.Slot, 2, scene.Key.Public, scene.Manifest.Hash.Value), scene.Key)),
        ["an act of officers"] = Of(CastRefusal.NotABallot, scene => scene.Election.Sign(new AdministratorAct("no"), scene.Key)),
        ["another election's"] = Of(CastRefusal.ForeignElection, scene =>
            new UnsignedEntry(Vote.Canonical.Digest.Sha256("another"u8), scene.Body(scene.Key)).Sign(scene.Key)),
        ["signed by one more"] = Of(CastRefusal.WrongAuthors, scene =>
            scene.Election.Sign(scene.Body(scene.Key), scene.Key, scene.Election.Town.Officers[0])),
        ["another's, signed by me"] = Of(CastRefusal.WrongAuthors, scene =>
            scene.Election.Sign(scene.Body(scene.Election.Town.Officers[0]), scene.Key)),
        ["a signature of something else"] = Of(CastRefusal.InvalidSignature, scene =>
        {
            var signature = new UnsignedEntry(scene.Manifest.Hash.Value, scene.Body(scene.Key)).SignWith(scene.Key);
            return new UnsignedEntry(scene.Manifest.Hash.Value, scene.Body(scene.Key)).Assemble(signature);
        }),
        ["a byte less in the payload"] = Altered(CastRefusal.Undecodable, payload => payload[..^1]),
        ["a byte more in the payload"] = Altered(CastRefusal.Undecodable, payload => [.. payload, 0]),
        ["no payload"] = Altered(CastRefusal.Undecodable, _ => []),
        ["the identity as A"] = Point(0, Infinity),
        ["the identity as B"] = Point(33, Infinity),
        ["the identity as the last B"] = Of(CastRefusal.Undecodable, scene => scene.WithPoint(LastPoint(scene), Infinity)),
        ["a point off the curve"] = Point(0, OffTheCurve),
        ["x beyond the field"] = Point(33, BeyondTheField),
        ["all ones"] = Point(0, [2, .. Enumerable.Repeat((byte)0xFF, 32)]),
        ["an uncompressed point"] = Point(0, [4]),
        ["a hybrid point"] = Point(0, [6]),
        ["a one-byte identity"] = Point(33, [0]),
        ["the identity in a proof"] = Of(CastRefusal.InvalidProof, scene => scene.WithPoint(LastPoint(scene) + 33, Infinity)),
        ["a point off the curve in a proof"] = Of(CastRefusal.InvalidProof, scene => scene.WithPoint(LastPoint(scene) + 33, OffTheCurve)),
        ["x beyond the field in a proof"] = Of(CastRefusal.InvalidProof, scene => scene.WithPoint(LastPoint(scene) + 33, BeyondTheField)),
        ["a response beyond the order"] = Altered(CastRefusal.InvalidProof, payload => [.. payload[..^32], .. Enumerable.Repeat((byte)0xFF, 32)]),
        ["another response"] = Altered(CastRefusal.InvalidProof, payload => [.. payload[..^1], (byte)(payload[^1] ^ 1)]),
        ["two ciphertexts swapped"] = Altered(CastRefusal.InvalidProof, payload => [.. payload[66..132], .. payload[..66], .. payload[132..]]),
        ["A and B swapped"] = Altered(CastRefusal.InvalidProof, payload => [.. payload[33..66], .. payload[..33], .. payload[66..]]),
        ["proofs for another place"] = Of(CastRefusal.InvalidProof, scene => TestBallots.Sign(
            scene.Manifest,
            scene.Key,
            scene.Next.Place,
            scene.Next.Previous,
            TestBallots.Encrypt(scene.Manifest, scene.Key.Public, Later(scene.Next.Place, 1), scene.Next.Previous).Encode())),
        ["no such slot"] = Of(CastRefusal.UnknownSlot, scene => scene.At(new(new(99), 1, 1), EntryHash.None)),
        ["a generation that is not enrolled"] = Of(CastRefusal.NotEnrolled, scene =>
            scene.At(new(scene.Next.Place.Slot, scene.Next.Place.Generation + 1, 1), scene.Next.Previous)),
        ["the neighbour's slot"] = Of(CastRefusal.ForeignCredential, scene => scene.At(scene.NeighbourNext.Place, scene.NeighbourNext.Previous)),
        ["a stale ballot"] = Of(CastRefusal.WrongSequence, scene => scene.At(Later(scene.Next.Place, -1), EntryHash.None)),
        ["a ballot too far ahead"] = Of(CastRefusal.WrongSequence, scene => scene.At(Later(scene.Next.Place, 1), scene.Next.Previous)),
        ["no previous one"] = Of(CastRefusal.WrongPrevious, scene => scene.At(scene.Next.Place, EntryHash.None)),
        ["another previous one"] = Of(CastRefusal.WrongPrevious, scene => scene.At(scene.Next.Place, scene.Neighbours.Hash)),
        ["the neighbour's ballot copied"] = Of(CastRefusal.RepeatedCiphertext, scene =>
            TestBallots.Sign(scene.Manifest, scene.Key, scene.Next.Place, scene.Next.Previous, NeighboursPayload(scene))),
        ["one point of the neighbour's"] = Of(CastRefusal.RepeatedCiphertext, scene => scene.WithPoint(0, NeighboursPayload(scene)[..33])),
    };

    private static byte[] NeighboursPayload(BadBallotScene scene) => ((BallotCast)scene.Neighbours.Body).Payload.Bytes.ToArray();

    private static BallotPlace Later(BallotPlace place, int by) => new(place.Slot, place.Generation, place.Sequence + by);

    private static int LastPoint(BadBallotScene scene) => (scene.Manifest.Election.Style.CiphertextCount * Ciphertext.Size) - 33;

    private static BadBallot Of(CastRefusal reason, Func<BadBallotScene, Entry> make) => new(reason, scene => (make(scene).Encoded, default));

    private static BadBallot Bytes(CastRefusal reason, Func<BadBallotScene, byte[]> make) => new(reason, scene => (make(scene), default));

    private static BadBallot Altered(CastRefusal reason, Func<byte[], byte[]> change) => Of(reason, scene => scene.Altered(change));

    private static BadBallot Point(int position, byte[] point) => Of(CastRefusal.Undecodable, scene => scene.WithPoint(position, point));
}
