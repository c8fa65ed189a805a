using System.Reflection;
using System.Security.Cryptography;
using Vote.Api.Enrolment;
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

namespace Vote.Api.Tests.Enrolment;

/// <summary>One stand-in authority with two residents, of whom one is on the roll.</summary>
public sealed class Residents : IDisposable
{
    public Residents()
    {
        Jpki = TestJpki.Create(TimeProvider.System);
        OnTheRoll = Jpki.IssueSignatureCard(Hanako, RSA.Create(2048));
        Moved = Jpki.IssueSignatureCard(Taro, RSA.Create(2048));
        OnlyAuthentication = Jpki.IssueAuthenticationCard(Hanako, RSA.Create(2048));
    }

    public static IdentityAttributes Hanako { get; } = Person("筑波　花子", "1985-02-17");

    public static IdentityAttributes Taro { get; } = Person("土浦　太郎", "2001-12-03");

    public TestJpki Jpki { get; }

    public TestCard OnTheRoll { get; }

    public TestCard Moved { get; }

    public TestCard OnlyAuthentication { get; }

    public void Dispose()
    {
        OnTheRoll.Dispose();
        Moved.Dispose();
        OnlyAuthentication.Dispose();
        Jpki.Dispose();
    }

    private static IdentityAttributes Person(string name, string birthDate)
    {
        Assert.True(AttributeText.TryParse(name, out var parsedName));
        Assert.True(AttributeText.TryParse("茨城県つくば市研究学園一丁目１番地１", out var address));
        Assert.True(BirthDate.TryParse(birthDate, out var date));
        return new IdentityAttributes { Name = parsedName, Address = address, BirthDate = date, Sex = Sex.Female };
    }
}

public sealed class EnrolmentDeskTests : IClassFixture<Residents>, IDisposable
{
    private static readonly ActElection Election = new(Digest.Sha256("manifest"u8), "つくば市 提案選考 2025");

    private readonly Residents residents;
    private readonly SigningKey key = SigningKey.Generate();
    private readonly TagKey tagKey = TagKey.Draw();
    private readonly ActNoncesInMemory nonces = new(TimeProvider.System, TimeSpan.FromMinutes(15));
    private readonly EnrolmentsInMemory enrolments = new();
    private readonly EvidenceInMemory evidence = new();
    private readonly EnrolmentDesk desk;

    public EnrolmentDeskTests(Residents residents)
    {
        this.residents = residents;
        var now = TimeProvider.System.GetUtcNow();
        var roll = new ElectoralRoll([new RollRow(RowId(), Residents.Hanako)]);
        var book = SlotBook.Draw(roll, tagKey);
        Assert.True(book.TryPublish(tagKey, out var list));
        Assert.True(Registrar.TryOpen(roll, book, tagKey, list.Hash, out var registrar));
        desk = new EnrolmentDesk(
            new ActVerifier(Election, residents.Jpki.Trust(now.AddHours(-1), now.AddDays(1)), nonces, TimeProvider.System),
            registrar,
            new EvidenceSealer([.. Enumerable.Range(0, 3).Select(_ => HpkePrivateKey.Generate().Public)]),
            new EnrolmentStores(enrolments, evidence),
            TimeProvider.System);
    }

    public void Dispose()
    {
        key.Dispose();
        tagKey.Dispose();
    }

    [Fact]
    public async Task GrantsAPendingEnrolmentForAnHonestAct()
    {
        var pending = Assert.IsType<EnrolmentResult.Pending>(await EnrolAsync(residents.OnTheRoll)).Enrolment;

        Assert.Equal(1, pending.Entry.Slot.Value);
        Assert.Equal(1, pending.Entry.Generation);
        Assert.Equal(key.Public, pending.Entry.Credential);
        Assert.Equal(Assert.Single(evidence.Records).Commitment, pending.Entry.Act);
        Assert.Same(pending.Granted, await enrolments.FindPendingAsync(key.Public, CancellationToken.None));
    }

    [Fact]
    public async Task ChangesNothingUntilTheFirstBallot()
    {
        await EnrolAsync(residents.OnTheRoll);

        Assert.Equal(Generation.First, await enrolments.NextGenerationAsync(new Slot(1), CancellationToken.None));
    }

    [Fact]
    public async Task GrantsTheNextGenerationAfterAFirstBallot()
    {
        var first = Assert.IsType<EnrolmentResult.Pending>(await EnrolAsync(residents.OnTheRoll)).Enrolment;
        await enrolments.TakeEffectAsync(first.Granted, CancellationToken.None);
        using var phone = SigningKey.Generate();

        var second = Assert.IsType<EnrolmentResult.Pending>(await EnrolAsync(residents.OnTheRoll, phone)).Enrolment;

        Assert.Equal((first.Entry.Slot, 2), (second.Entry.Slot, second.Entry.Generation));
    }

    [Fact]
    public async Task RefusesAKeyThatWasUsed()
    {
        var first = Assert.IsType<EnrolmentResult.Pending>(await EnrolAsync(residents.OnTheRoll)).Enrolment;
        await enrolments.TakeEffectAsync(first.Granted, CancellationToken.None);

        Assert.IsType<EnrolmentResult.CredentialUsed>(await EnrolAsync(residents.OnTheRoll));
    }

    [Fact]
    public async Task RefusesBytesThatAreNoAct()
    {
        Assert.IsType<EnrolmentResult.Malformed>(await desk.EnrolAsync(new byte[100], key.Public, CancellationToken.None));
        Assert.IsType<EnrolmentResult.Malformed>(await desk.EnrolAsync(
            residents.OnTheRoll.Sign("no statement"u8, TimeProvider.System.GetUtcNow()), key.Public, CancellationToken.None));
        await AssertNothingKeptAsync();
    }

    [Fact]
    public async Task RefusesAnActItHasSeen()
    {
        var act = await ActAsync(residents.OnTheRoll, key);
        Assert.IsType<EnrolmentResult.Pending>(await desk.EnrolAsync(act, key.Public, CancellationToken.None));

        var again = await desk.EnrolAsync(act, key.Public, CancellationToken.None);

        Assert.Equal(ActRefusal.NonceReused, Assert.IsType<EnrolmentResult.StatementRefused>(again).Reason);
        Assert.Single(evidence.Records);
    }

    [Fact]
    public async Task RefusesAnotherKeyThanTheActRegisters()
    {
        using var thief = SigningKey.Generate();
        var act = await ActAsync(residents.OnTheRoll, key);

        var result = await desk.EnrolAsync(act, thief.Public, CancellationToken.None);

        Assert.Equal(ActRefusal.WrongCredential, Assert.IsType<EnrolmentResult.StatementRefused>(result).Reason);
        await AssertNothingKeptAsync();
    }

    [Fact]
    public async Task RefusesAnAuthenticationCertificateByName()
    {
        var refused = Assert.IsType<EnrolmentResult.SignatureRefused>(await EnrolAsync(residents.OnlyAuthentication));

        Assert.Equal(JpkiRefusal.AuthenticationCertificate, refused.Reason);
        await AssertNothingKeptAsync();
    }

    [Fact]
    public async Task SendsAPersonWhoIsNotOnTheRollToTwoOfficers()
    {
        Assert.Equal(new EnrolmentResult.Manual(ManualReason.NoMatch), await EnrolAsync(residents.Moved));
        await AssertNothingKeptAsync();
    }

    /// <summary>A pending enrolment comes out of the desk alone, and the desk takes nothing but an act and a key.</summary>
    [Fact]
    public void IsTheOnlyPublicSourceOfPendingEnrolments()
    {
        Assert.Empty(typeof(PendingEnrolment).GetConstructors());
        var sources = typeof(PendingEnrolment).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(PendingEnrolment) || method.ReturnType == typeof(Task<EnrolmentResult>))
            .Where(method => method.DeclaringType != typeof(EnrolmentResult.Pending))
            .Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})");

        Assert.Equal(["EnrolAsync(act, credential, cancellationToken)"], sources);
    }

    private static RollRowId RowId()
    {
        Assert.True(RollRowId.TryDecode(new byte[RollRowId.Length], out var id));
        return id;
    }

    private async Task<byte[]> ActAsync(TestCard card, SigningKey credential)
    {
        var now = TimeProvider.System.GetUtcNow();
        var nonce = await nonces.IssueAsync(CancellationToken.None);
        return card.Sign(ActStatement.For(Election, credential.Public, nonce, now).Encode(), now);
    }

    private async Task<EnrolmentResult> EnrolAsync(TestCard card, SigningKey? credential = null) =>
        await desk.EnrolAsync(
            await ActAsync(card, credential ?? key), (credential ?? key).Public, CancellationToken.None);

    private async Task AssertNothingKeptAsync()
    {
        Assert.Empty(evidence.Records);
        Assert.Null(await enrolments.FindPendingAsync(key.Public, CancellationToken.None));
    }

    private sealed class EvidenceInMemory : IEvidenceStore
    {
        public List<SealedRecord> Records { get; } = [];

        public Task AppendAsync(SealedRecord record, CancellationToken cancellationToken)
        {
            Records.Add(record);
            return Task.CompletedTask;
        }
    }
}
