using Vote.Identity.Jpki;
using Vote.Identity.TestAuthority;

namespace Vote.Identity.Tests.Jpki;

[Collection(JpkiCollection.Name)]
public sealed class RevocationListTests(JpkiFixture fixture)
{
    private static readonly DateTimeOffset Now = JpkiFixture.Now;

    [Fact]
    public void CountsWhatTheAuthorityRevoked()
    {
        using var jpki = TestJpki.Create(new FixedClock(Now));
        for (var i = 0; i < 3; i++)
        {
            using var card = jpki.IssueSignatureCard(JpkiFixture.HanakoAttributes, fixture.Key(0));
            jpki.Signature.Revoke(card.Certificate, Now);
        }

        Assert.True(TrustedAuthority.TryDecode(CertificateKind.Signature, jpki.Signature.Certificate, out var authority));
        Assert.True(RevocationList.TryDecode(List(jpki), authority, out var list));
        Assert.Equal(3, list.Count);
        Assert.Equal(Now.AddDays(1), list.NextUpdate);
    }

    [Fact]
    public void RefusesAnotherAuthoritysSignature()
    {
        using var other = TestJpki.Create(new FixedClock(Now));

        Assert.False(RevocationList.TryDecode(List(other), fixture.Trust.Authorities[0], out _));
        Assert.False(RevocationList.TryDecode(List(fixture.Jpki), fixture.Trust.Authorities[1], out _));
    }

    [Fact]
    public void RefusesEveryMutant()
    {
        var honest = List(fixture.Jpki);
        var authority = fixture.Trust.Authorities[0];

        Assert.True(RevocationList.TryDecode(honest, authority, out _));
        Assert.False(RevocationList.TryDecode(honest.Append((byte)0).ToArray(), authority, out _));
        Assert.All(Mutator.Mutants(honest, 2000), mutant => Assert.False(RevocationList.TryDecode(mutant, authority, out _)));
    }

    [Fact]
    public void ReplacesAnEarlierList()
    {
        using var jpki = TestJpki.Create(new FixedClock(Now));
        using var card = jpki.IssueSignatureCard(JpkiFixture.HanakoAttributes, fixture.Key(0));
        Assert.True(CmsMessage.TryDecode(card.Sign("statement"u8, Now), out var message));
        var before = JpkiFixture.TrustOf(jpki);
        Assert.IsType<JpkiResult.Verified>(JpkiVerifier.Verify(message, before, Now));

        jpki.Signature.Revoke(card.Certificate, Now);
        Assert.True(RevocationList.TryDecode(List(jpki), before.Authorities[0], out var list));

        Assert.IsType<JpkiResult.Refused>(JpkiVerifier.Verify(message, before.With(list), Now));
    }

    private static byte[] List(TestJpki jpki) => jpki.Signature.CreateRevocationList(Now, Now.AddDays(1));
}
