using System.Reflection;
using Vote.Identity.Jpki;
using Vote.Identity.TestAuthority;
using Vote.Identity.Tests.Jpki;

namespace Vote.Identity.Tests;

[Collection(JpkiCollection.Name)]
public sealed class TestAuthorityTests(JpkiFixture fixture) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("jpki-test-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void KeepsItsAuthoritiesInAFolder()
    {
        var clock = new FixedClock(JpkiFixture.Now);
        using var first = TestJpki.OpenOrCreate(directory, clock);
        using var second = TestJpki.OpenOrCreate(directory, clock);
        using var card = second.IssueSignatureCard(JpkiFixture.TaroAttributes, fixture.Key(1));
        Assert.True(CmsMessage.TryDecode(card.Sign("statement"u8, JpkiFixture.Now), out var message));

        Assert.IsType<JpkiResult.Verified>(JpkiVerifier.Verify(message, JpkiFixture.TrustOf(first), JpkiFixture.Now));
    }

    [Fact]
    public void KeepsResidentsKeys()
    {
        var cache = new ResidentKeyCache(directory);
        using var made = cache.Take(1, progress: null, CancellationToken.None)[0];
        using var loaded = cache.Take(1, progress: null, CancellationToken.None)[0];

        Assert.Equal(made.ExportPkcs8PrivateKey(), loaded.ExportPkcs8PrivateKey());
        Assert.Equal(2048, made.KeySize);
        Assert.Equal(["000000.pk8"], Directory.GetFiles(directory).Select(Path.GetFileName));
    }

    /// <summary>No type outside the stand-in's namespace has a member whose signature names one of its types.</summary>
    [Fact]
    public void IsUnknownToEverythingElse()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var standIn = typeof(TestJpki).Namespace;
        var users = typeof(TestJpki).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith("Vote.Identity", StringComparison.Ordinal) == true && type.Namespace != standIn)
            .SelectMany(type => type.GetMembers(all))
            .Where(member => TypesOf(member).Any(type => type.Namespace == standIn));

        Assert.Empty(users);
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        MethodInfo method =>
        [
            method.ReturnType,
            .. method.GetParameters().Select(parameter => parameter.ParameterType),
            .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
        ],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => [],
    };
}
