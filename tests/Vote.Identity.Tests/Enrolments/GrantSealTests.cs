using Vote.Canonical.Signatures;
using Vote.Identity.Enrolments;
using Vote.Identity.Slots;
using Vote.Identity.Tests.Jpki;

namespace Vote.Identity.Tests.Enrolments;

public sealed class GrantSealTests : IClassFixture<JpkiFixture>, IDisposable
{
    private readonly JpkiFixture jpki;
    private readonly EnrolmentFixture fixture;
    private readonly SigningKey key = SigningKey.Generate();
    private readonly GrantSeal seal = GrantSeal.Draw();

    public GrantSealTests(JpkiFixture jpki)
    {
        this.jpki = jpki;
        fixture = new EnrolmentFixture(jpki.Trust, JpkiFixture.HanakoAttributes, JpkiFixture.TaroAttributes);
    }

    public void Dispose()
    {
        fixture.Dispose();
        key.Dispose();
        seal.Dispose();
    }

    [Fact]
    public async Task GivesBackWhatItSealed()
    {
        var granted = await fixture.GrantAsync(jpki.Hanako, key.Public, new Generation(3));
        var secret = seal.Export();
        Assert.True(GrantSeal.TryImport(secret, out var same));

        Assert.True(same.TryOpen(seal.Seal(granted), out var opened));
        Assert.Equal(
            (granted.Slot, granted.Generation, granted.Credential, granted.Act),
            (opened.Slot, opened.Generation, opened.Credential, opened.Act));
        same.Dispose();
    }

    [Fact]
    public async Task RefusesEveryChangedByteAndAnotherKey()
    {
        var granted = await fixture.GrantAsync(jpki.Hanako, key.Public, Generation.First);
        var bytes = seal.Seal(granted);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.False(seal.TryOpen(bytes, out _));
            bytes[i] ^= 1;
        }

        using var other = GrantSeal.Draw();
        Assert.False(other.TryOpen(bytes, out _));
        Assert.False(seal.TryOpen([], out _));
    }
}
