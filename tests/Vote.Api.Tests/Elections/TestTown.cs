using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Identity.Enrolments;
using Vote.Identity.Jpki;
using Vote.Identity.Persons;
using Vote.Identity.Roll;
using Vote.Identity.Slots;
using Vote.Identity.TestAuthority;
using Vote.Ledger.Notes;
using SlotList = Vote.Identity.Slots.SlotList;

namespace Vote.Api.Tests.Elections;

/// <summary>
/// What tests share because it is slow to make: an authority, three residents of whom two are on the roll, and all keys. Elections of
/// it differ in their manifests.
/// </summary>
public sealed class TestTown : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly byte[] registrar;
    private readonly byte[] logSeed = Ed25519SecretKey.GenerateSeed();
    private readonly byte[] acceptSeed = Ed25519SecretKey.GenerateSeed();
    private readonly TagKey tagKey = TagKey.Draw();
    private readonly ElectoralRoll roll;
    private readonly SlotBook book;

    public TestTown()
    {
        using (var key = SigningKey.Generate())
        {
            (registrar, RegistrarKey) = (key.ExportSecret(), key.Public);
        }

        Jpki = TestJpki.OpenOrCreate(Path.Combine(Folder.FullName, "jpki"), TimeProvider.System);
        Cards = [.. People.Select(person => new Lazy<TestCard>(() => Jpki.IssueSignatureCard(person, RSA.Create(2048))))];
        roll = new ElectoralRoll([.. People.SkipLast(1).Select((person, i) => new RollRow(RowId(i), person))]);
        book = SlotBook.Draw(roll, tagKey);
        Slots = book.TryPublish(tagKey, out var list) ? list : throw new InvalidOperationException("no list");
    }

    internal const int NotOnTheRoll = 15;

    /// <summary>The last one is not on the roll.</summary>
    internal static IReadOnlyList<IdentityAttributes> People { get; } =
        [.. Enumerable.Range(0, NotOnTheRoll + 1).Select(i => Person($"筑波　花子{i}", $"{1950 + i}-02-17"))];

    /// <summary>A provider may keep its data here: then it has the same authority.</summary>
    internal DirectoryInfo Folder => folder.Root;

    private IReadOnlyList<Lazy<TestCard>> Cards { get; }

    internal TestJpki Jpki { get; }

    internal SlotList Slots { get; }

    internal SignatureKey RegistrarKey { get; }

    internal IReadOnlyList<SigningKey> Officers { get; } = [SigningKey.Generate(), SigningKey.Generate(), SigningKey.Generate()];

    internal IReadOnlyList<SigningKey> Trustees { get; } = [SigningKey.Generate(), SigningKey.Generate()];

    internal IReadOnlyList<HpkePrivateKey> Auditors { get; } =
        [HpkePrivateKey.Generate(), HpkePrivateKey.Generate(), HpkePrivateKey.Generate()];

    public void Dispose()
    {
        IDisposable[] all = [Jpki, tagKey, folder, .. Cards.Where(card => card.IsValueCreated).Select(card => card.Value), .. Officers, .. Trustees];
        Array.ForEach(all, one => one.Dispose());
    }

    internal TestCard Card(int person) => Cards[person].Value;

    internal JpkiTrust Trust() => Jpki.Trust(TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddDays(1000));

    /// <summary>Who cosigns the logs of this town's elections; nobody unless a test says so.</summary>
    internal IReadOnlyList<WitnessEntry> Witnesses { get; set; } = [];

    internal int Quorum { get; set; }

    internal Registrar Registrar() =>
        Vote.Identity.Enrolments.Registrar.TryOpen(roll, book, tagKey, Slots.Hash, out var opened)
            ? opened
            : throw new InvalidOperationException("no registrar");

    internal Vote.Api.Elections.HouseKeys Keys() =>
        SigningKey.TryImport(registrar, out var signing)
        && Ed25519SecretKey.TryImport(logSeed, out var log)
        && Ed25519SecretKey.TryImport(acceptSeed, out var accept)
            ? new(signing, log, accept)
            : throw new InvalidOperationException("no keys");

    internal Manifest Manifest(ElectionDates dates, params IReadOnlyList<Question> questions)
    {
        var id = ElectionId.Generate();
        var draft = new ManifestDraft
        {
            Id = id,
            Nonce = ElectionNonce.Generate(),
            Title = LocalizedText.InJapanese("つくば市 提案選考"),
            Dates = dates,
            ElectionKey = new ElectionKey(RandomPoint()),
            Threshold = 2,
            Trustees = [.. Trustees.Select((key, i) => new TrusteeEntry($"管理者{i + 1}", key.Public, RandomPoint()))],
            Ceremony = new(Digest.Sha256("ceremony"u8), Digest.Sha256("transcript"u8)),
            Officers = new([.. Officers.Select(key => key.Public)]),
            Registrar = RegistrarKey,
            Auditors = [.. Auditors.Select((key, i) => new AuditorEntry($"監査人{i + 1}", key.Public))],
            Log = LogOf(id),
            Identity = new([.. Trust().Authorities.Select(authority => DigestOf(authority.Fingerprint.Span))]),
            Slots = new(Slots.Count, Slots.Hash),
            GroupMinimum = 2,
            Questions = questions,
        };
        return Crypto.Ballots.Manifest.TryCheck(draft, out var manifest, out var problems)
            ? manifest
            : throw new InvalidOperationException(string.Join("; ", problems));
    }

    private static Point RandomPoint()
    {
        using var key = SigningKey.Generate();
        return Point.TryDecode(key.Public.Bytes, out var point) ? point : throw new InvalidOperationException("no point");
    }

    private static Digest DigestOf(ReadOnlySpan<byte> bytes) =>
        Digest.TryDecode(bytes, out var digest) ? digest : throw new InvalidOperationException("no digest");

    private static RollRowId RowId(int number) =>
        RollRowId.TryDecode([.. new byte[RollRowId.Length - 1], (byte)number], out var id) ? id : throw new InvalidOperationException("no id");

    private static IdentityAttributes Person(string name, string birthDate) =>
        AttributeText.TryParse(name, out var parsed)
        && AttributeText.TryParse("茨城県つくば市研究学園一丁目１番地１", out var address)
        && BirthDate.TryParse(birthDate, out var date)
            ? new() { Name = parsed, Address = address, BirthDate = date, Sex = Sex.Female }
            : throw new InvalidOperationException("no person");

    private LogDeclaration LogOf(ElectionId id)
    {
        using var keys = Keys();
        return new(
            $"vote.example{LogDeclaration.OriginPath}{id.Hex}",
            new(KeyOf(keys.Log.Public), KeyOf(keys.Accept.Public)),
            new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 1),
            Witnesses,
            Quorum);
    }

    private static Ed25519Key KeyOf(Ed25519PublicKey key) =>
        Ed25519Key.TryDecode(key.Bytes, out var known) ? known : throw new InvalidOperationException("no key");
}
