using System.Reflection;
using System.Text;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Acts;
using Vote.Identity.Jpki;
using Vote.Identity.TestAuthority;
using Vote.Identity.Tests.Jpki;

namespace Vote.Identity.Tests.Acts;

[Collection(JpkiCollection.Name)]
public sealed class ActVerifierTests : IDisposable
{
    private static readonly ActElection Election = new(Digest.Sha256("manifest"u8), "つくば市 提案選考 2025");

    private readonly JpkiFixture fixture;
    private readonly FixedClock clock = new(JpkiFixture.Now);
    private readonly SigningKey key = SigningKey.Generate();
    private readonly ActNoncesInMemory nonces;
    private readonly ActVerifier verifier;

    public ActVerifierTests(JpkiFixture fixture)
    {
        this.fixture = fixture;
        nonces = new ActNoncesInMemory(clock, TimeSpan.FromMinutes(15));
        verifier = new ActVerifier(Election, fixture.Trust, nonces, clock);
    }

    public void Dispose() => key.Dispose();

    [Fact]
    public async Task AcceptsAnHonestActAndNamesTheHolder()
    {
        var result = await VerifyAsync(await StatementAsync());

        var act = Assert.IsType<ActResult.Verified>(result).Act;
        Assert.Equal("筑波　花子", act.Holder.Name.Value);
        Assert.Equal(key.Public, act.Credential);
    }

    [Fact]
    public async Task RefusesANonceItDidNotIssue() =>
        AssertRefused(ActRefusal.UnknownNonce, await VerifyAsync(ActStatement.For(Election, key.Public, ActNonce.Draw(), clock.Now)));

    [Fact]
    public async Task RefusesTheSameActAgain()
    {
        var statement = await StatementAsync();

        Assert.IsType<ActResult.Verified>(await VerifyAsync(statement));
        AssertRefused(ActRefusal.NonceReused, await VerifyAsync(statement));
    }

    [Fact]
    public async Task RefusesASecondPersonsActWithTheSameNonce()
    {
        var statement = await StatementAsync();

        Assert.IsType<ActResult.Verified>(await VerifyAsync(statement));
        AssertRefused(ActRefusal.NonceReused, await VerifyAsync(statement, fixture.Taro));
    }

    [Fact]
    public async Task AcceptsANonceOnceUnderConcurrency()
    {
        var statement = await StatementAsync();
        var bytes = fixture.Hanako.Sign(statement.Encode(), clock.Now);

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => VerifyAsync(bytes))));

        Assert.Single(results.OfType<ActResult.Verified>());
    }

    [Fact]
    public async Task RefusesAnExpiredNonce()
    {
        var nonce = await nonces.IssueAsync(CancellationToken.None);
        clock.Now += TimeSpan.FromMinutes(16);

        AssertRefused(ActRefusal.NonceExpired, await VerifyAsync(ActStatement.For(Election, key.Public, nonce, clock.Now)));
    }

    [Fact]
    public async Task ForgetsNoncesInTheEnd()
    {
        var nonce = await nonces.IssueAsync(CancellationToken.None);
        clock.Now += TimeSpan.FromMinutes(31);
        await nonces.IssueAsync(CancellationToken.None);

        AssertRefused(ActRefusal.UnknownNonce, await VerifyAsync(ActStatement.For(Election, key.Public, nonce, clock.Now)));
    }

    [Fact]
    public async Task KeepsTheNonceOfARefusedAct()
    {
        var statement = await StatementAsync();

        Assert.IsType<ActResult.NotSigned>(await VerifyAsync(statement, fixture.HanakoAuthentication));
        Assert.IsType<ActResult.Verified>(await VerifyAsync(statement));
    }

    [Fact]
    public async Task RefusesAnotherElection()
    {
        var nonce = await nonces.IssueAsync(CancellationToken.None);
        var other = new ActElection(Digest.Sha256("another manifest"u8), Election.Title);
        var renamed = new ActElection(Election.Hash, "別の選挙");

        AssertRefused(ActRefusal.WrongElection, await VerifyAsync(ActStatement.For(other, key.Public, nonce, clock.Now)));
        AssertRefused(ActRefusal.WrongElection, await VerifyAsync(ActStatement.For(renamed, key.Public, nonce, clock.Now)));
    }

    [Fact]
    public async Task RefusesAnotherCredential()
    {
        using var other = SigningKey.Generate();
        var nonce = await nonces.IssueAsync(CancellationToken.None);

        AssertRefused(ActRefusal.WrongCredential, await VerifyAsync(ActStatement.For(Election, other.Public, nonce, clock.Now)));
    }

    [Theory]
    [InlineData(-601)]
    [InlineData(601)]
    public async Task RefusesAClockThatIsOff(int seconds)
    {
        var nonce = await nonces.IssueAsync(CancellationToken.None);
        var statement = ActStatement.For(Election, key.Public, nonce, clock.Now.AddSeconds(seconds));

        AssertRefused(ActRefusal.ClockSkew, await VerifyAsync(statement));
    }

    [Fact]
    public async Task RefusesAnAuthenticationCertificateByName()
    {
        var result = await VerifyAsync(await StatementAsync(), fixture.HanakoAuthentication);

        Assert.Equal(JpkiRefusal.AuthenticationCertificate, Assert.IsType<ActResult.NotSigned>(result).Reason);
    }

    [Fact]
    public async Task RefusesAStatementChangedAfterSigning()
    {
        var statement = await StatementAsync();
        using var other = SigningKey.Generate();
        var bytes = fixture.Hanako.Sign(statement.Encode(), clock.Now);
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(ActStatement.HashOf(key.Public).ToBase64Url()));
        Encoding.ASCII.GetBytes(ActStatement.HashOf(other.Public).ToBase64Url()).CopyTo(bytes, at);
        Assert.True(Act.TryDecode(bytes, out var act));

        var result = await verifier.VerifyAsync(act, other.Public, CancellationToken.None);

        Assert.Equal(JpkiRefusal.BadSignature, Assert.IsType<ActResult.NotSigned>(result).Reason);
    }

    /// <summary>No public constructor, and no public member of another type that hands one out unverified.</summary>
    [Fact]
    public void IsTheOnlyPublicSourceOfVerifiedActs()
    {
        Assert.Empty(typeof(VerifiedAct).GetConstructors());
        Assert.Empty(typeof(VerifiedAct).GetMethods(BindingFlags.Public | BindingFlags.Static));

        var sources = typeof(VerifiedAct).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(VerifiedAct) || method.ReturnType == typeof(Task<ActResult>)
                || method.ReturnType == typeof(ActResult.Verified))
            .Where(method => !method.IsSpecialName && method.Name != "<Clone>$")
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Equal(["ActVerifier.VerifyAsync"], sources);
    }

    private static void AssertRefused(ActRefusal reason, ActResult result) =>
        Assert.Equal(reason, Assert.IsType<ActResult.Refused>(result).Reason);

    private async Task<ActStatement> StatementAsync() =>
        ActStatement.For(Election, key.Public, await nonces.IssueAsync(CancellationToken.None), clock.Now);

    private Task<ActResult> VerifyAsync(ActStatement statement, TestCard? card = null) =>
        VerifyAsync((card ?? fixture.Hanako).Sign(statement.Encode(), clock.Now));

    private Task<ActResult> VerifyAsync(byte[] bytes)
    {
        Assert.True(Act.TryDecode(bytes, out var act));
        Assert.Equal(bytes, act.Encode());
        return verifier.VerifyAsync(act, key.Public, CancellationToken.None);
    }
}
