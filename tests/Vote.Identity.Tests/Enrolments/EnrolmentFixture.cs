using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Hpke;
using Vote.Identity.Acts;
using Vote.Identity.Enrolments;
using Vote.Identity.Evidence;
using Vote.Identity.Jpki;
using Vote.Identity.Persons;
using Vote.Identity.Roll;
using Vote.Identity.Slots;
using Vote.Identity.TestAuthority;
using Vote.Identity.Tests.Jpki;
using Vote.Identity.Tests.Roll;

namespace Vote.Identity.Tests.Enrolments;

/// <summary>An electorate of two, its registrar and its audit officers.</summary>
internal sealed class EnrolmentFixture : IDisposable
{
    private readonly ActVerifier verifier;
    private readonly ActNoncesInMemory nonces;
    private readonly ActElection election = new(Digest.Sha256("manifest"u8), "つくば市 提案選考 2025");
    private readonly FixedClock clock = new(JpkiFixture.Now);

    public EnrolmentFixture(JpkiTrust trust, params IReadOnlyList<IdentityAttributes> people)
    {
        nonces = new ActNoncesInMemory(clock, TimeSpan.FromMinutes(15));
        verifier = new ActVerifier(election, trust, nonces, clock);
        Electorate = new ElectoralRoll([.. people.Select((person, i) => ElectoralRollTests.Row((byte)(i + 1), person))]);
        Book = SlotBook.Draw(Electorate, Key);
        Assert.True(Book.TryPublish(Key, out var list));
        List = list;
        Assert.True(Registrar.TryOpen(Electorate, Book, Key, list.Hash, out var registrar));
        Registrar = registrar;
        Sealer = new EvidenceSealer([.. Officers.Select(officer => officer.Public)]);
    }

    public TagKey Key { get; } = TagKey.Draw();

    public IReadOnlyList<HpkePrivateKey> Officers { get; } = [.. Enumerable.Range(0, 3).Select(_ => HpkePrivateKey.Generate())];

    public ElectoralRoll Electorate { get; }

    public SlotBook Book { get; }

    public SlotList List { get; }

    public Registrar Registrar { get; }

    public EvidenceSealer Sealer { get; }

    public async Task<VerifiedAct> ActAsync(TestCard card, SignatureKey credential)
    {
        var statement = ActStatement.For(election, credential, await nonces.IssueAsync(CancellationToken.None), clock.Now);
        Assert.True(Act.TryDecode(card.Sign(statement.Encode(), clock.Now), out var act));
        return Assert.IsType<ActResult.Verified>(await verifier.VerifyAsync(act, credential, CancellationToken.None)).Act;
    }

    public async Task<EnrolmentGranted> GrantAsync(TestCard card, SignatureKey credential, Generation generation)
    {
        var located = Assert.IsType<LocateResult.Located>(Registrar.Locate(await ActAsync(card, credential)));
        return EnrolmentGranted.To(located.Person, generation, Sealer, clock.Now);
    }

    public void Dispose()
    {
        Key.Dispose();
        foreach (var officer in Officers)
        {
            officer.Dispose();
        }
    }
}
