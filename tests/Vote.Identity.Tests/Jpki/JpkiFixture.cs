using System.Security.Cryptography;
using Vote.Identity.Jpki;
using Vote.Identity.Persons;
using Vote.Identity.TestAuthority;

namespace Vote.Identity.Tests.Jpki;

/// <summary>One stand-in authority and a few keys for all tests: RSA keys are slow to make.</summary>
public sealed class JpkiFixture : IDisposable
{
    private readonly byte[][] keys;

    public JpkiFixture()
    {
        Jpki = TestJpki.Create(new FixedClock(Now));
        keys = new byte[2][];
        Parallel.For(0, keys.Length, i =>
        {
            using var key = RSA.Create(2048);
            keys[i] = key.ExportPkcs8PrivateKey();
        });
        Trust = TrustOf(Jpki);
        Hanako = Jpki.IssueSignatureCard(HanakoAttributes, Key(0));
        Taro = Jpki.IssueSignatureCard(TaroAttributes, Key(1));
        HanakoAuthentication = Jpki.IssueAuthenticationCard(HanakoAttributes, Key(0));
    }

    public static DateTimeOffset Now { get; } = new(2025, 6, 1, 12, 0, 0, TimeSpan.FromHours(9));

    public static IdentityAttributes HanakoAttributes { get; } =
        Person("筑波　花子", "1985-02-17", Sex.Female, "茨城県つくば市研究学園一丁目１番地１");

    public static IdentityAttributes TaroAttributes { get; } =
        Person("土浦　太郎", "2001-12-03", Sex.Male, "茨城県つくば市吾妻二丁目８番地");

    public TestJpki Jpki { get; }

    public JpkiTrust Trust { get; }

    public TestCard Hanako { get; }

    public TestCard Taro { get; }

    public TestCard HanakoAuthentication { get; }

    public static JpkiTrust TrustOf(TestJpki jpki) => jpki.Trust(Now.AddHours(-6), Now.AddDays(2));

    public static IdentityAttributes Person(string name, string birthDate, Sex sex, string address)
    {
        Assert.True(AttributeText.TryParse(name, out var parsedName));
        Assert.True(AttributeText.TryParse(address, out var parsedAddress));
        Assert.True(BirthDate.TryParse(birthDate, out var parsedDate));
        return new IdentityAttributes { Name = parsedName, Address = parsedAddress, BirthDate = parsedDate, Sex = sex };
    }

    /// <summary>A fresh handle of a shared key.</summary>
    public RSA Key(int index)
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(keys[index], out _);
        return key;
    }

    public void Dispose()
    {
        Hanako.Dispose();
        Taro.Dispose();
        HanakoAuthentication.Dispose();
        Jpki.Dispose();
    }
}

/// <summary>Shares the fixture among classes.</summary>
[CollectionDefinition(Name)]
public sealed class JpkiCollection : ICollectionFixture<JpkiFixture>
{
    public const string Name = "JPKI";
}
