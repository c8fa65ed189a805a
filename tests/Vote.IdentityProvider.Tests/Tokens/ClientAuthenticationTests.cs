using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Vote.Canonical;

namespace Vote.IdentityProvider.Tests.Tokens;

/// <summary>private_key_jwt, and every way in which it fails.</summary>
[Collection(ProviderGroup.Name)]
public sealed class ClientAuthenticationTests(ProviderFixture provider)
{
    private static readonly Dictionary<string, string> Credentials = new(StringComparer.Ordinal) { ["grant_type"] = "client_credentials" };

    [Fact]
    public async Task AcceptsOneAudienceAsAListToo() => await AssertAcceptedAsync(provider.City.Assertion(
        descriptor => descriptor.Audience = null, claims => claims["aud"] = new[] { ProviderFixture.Issuer + "/token" }));

    [Theory]
    [InlineData(ProviderFixture.Issuer)]
    [InlineData(ProviderFixture.Issuer + "/token/")]
    [InlineData("https://another.example/token")]
    public async Task RefusesAnotherAudience(string audience) =>
        await AssertRefusedAsync("WrongAudience", provider.City.Assertion(descriptor => descriptor.Audience = audience));

    [Fact]
    public async Task RefusesASecondAudience() => await AssertRefusedAsync("WrongAudience", provider.City.Assertion(
        descriptor => descriptor.Audience = null,
        claims => claims["aud"] = new[] { ProviderFixture.Issuer + "/token", "https://another.example/token" }));

    [Fact]
    public async Task RefusesNoAudience() =>
        await AssertRefusedAsync("WrongAudience", provider.City.Assertion(descriptor => descriptor.Audience = null));

    [Fact]
    public async Task RefusesAnExpiredOne() => await AssertRefusedAsync("Expired", provider.City.Assertion(descriptor =>
    {
        descriptor.NotBefore = descriptor.IssuedAt = provider.Clock.Now.AddMinutes(-2).UtcDateTime;
        descriptor.Expires = provider.Clock.Now.UtcDateTime;
    }));

    [Fact]
    public async Task RefusesOneThatLivesTooLong() => await AssertRefusedAsync(
        "LivesTooLong", provider.City.Assertion(descriptor => descriptor.Expires = provider.Clock.Now.AddSeconds(301).UtcDateTime));

    [Fact]
    public async Task RefusesOneOfTheFuture() => await AssertRefusedAsync(
        "NotYetValid", provider.City.Assertion(descriptor => descriptor.NotBefore = provider.Clock.Now.AddSeconds(31).UtcDateTime));

    [Theory]
    [InlineData("jti", null)]
    [InlineData("jti", "")]
    [InlineData("sub", null)]
    [InlineData("sub", "other")]
    public async Task RefusesAMissingOrForeignClaim(string name, string? value) => await AssertRefusedAsync("AssertionMalformed", provider.City.Assertion(claims: claims =>
    {
        claims.Remove(name);
        if (value is not null)
        {
            claims[name] = value;
        }
    }));

    [Fact]
    public async Task RefusesNoExpiry() =>
        await AssertRefusedAsync("AssertionMalformed", provider.City.Assertion(descriptor => descriptor.Expires = null));

    [Fact]
    public async Task RefusesAnAssertionUsedBefore_AndTheSameIdentifierInAnother()
    {
        var assertion = provider.City.Assertion(claims: claims => claims["jti"] = "once");
        await AssertAcceptedAsync(assertion);
        await AssertRefusedAsync("Replayed", assertion);
        await AssertRefusedAsync("Replayed", provider.City.Assertion(claims: claims => claims["jti"] = "once"));
        await AssertAcceptedAsync(provider.Other.Assertion(claims: claims => claims["jti"] = "once"));
    }

    [Fact]
    public async Task DoesNotUseUpAnAssertionThatIsRefused()
    {
        var assertion = provider.City.Assertion(descriptor => descriptor.NotBefore = provider.Clock.Now.AddSeconds(40).UtcDateTime);
        await AssertRefusedAsync("NotYetValid", assertion);
        provider.Clock.Pass(TimeSpan.FromSeconds(20));
        await AssertAcceptedAsync(assertion);
    }

    [Fact]
    public async Task RefusesAnUnknownClient() => await AssertRefusedAsync(
        "UnknownClient", provider.City.Assertion(descriptor => descriptor.Issuer = "nobody"));

    [Fact]
    public async Task RefusesTheKeyOfAnotherClient() => await AssertRefusedAsync(
        "BadSignature", provider.City.Assertion(descriptor => descriptor.Issuer = "other", claims => claims["sub"] = "other"));

    [Fact]
    public async Task RefusesAnotherClientIdBesideTheAssertion() => await AssertRefusedAsync(
        "UnknownClient", provider.City.Assertion(), new(Credentials, StringComparer.Ordinal) { ["client_id"] = "other" });

    [Fact]
    public async Task RefusesASecretBesideTheAssertion() => await AssertRefusedAsync(
        "AssertionMissing", provider.City.Assertion(), new(Credentials, StringComparer.Ordinal) { ["client_secret"] = "secret" });

    [Fact]
    public async Task RefusesAlgorithmNone()
    {
        var payload = provider.City.Assertion().Split('.')[1];
        await AssertRefusedAsync("AssertionMalformed", $"{Encode("""{"alg":"none"}""")}.{payload}.");
        await AssertRefusedAsync("AssertionMalformed", $"{Encode("""{"alg":"none"}""")}.{payload}.{Base64Url.Encode(new byte[64])}");
    }

    [Fact]
    public async Task RefusesHs256UnderThePublicKey()
    {
        var key = new SymmetricSecurityKey(provider.City.Key.ExportSubjectPublicKeyInfo());
        await AssertRefusedAsync("AssertionMalformed", provider.City.Assertion(
            descriptor => descriptor.SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256)));
    }

    [Fact]
    public async Task RefusesAnotherCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await AssertRefusedAsync("AssertionMalformed", provider.City.Assertion(
            descriptor => descriptor.SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha384)));
    }

    [Fact]
    public async Task RefusesAnExtensionItDoesNotUnderstand()
    {
        var payload = provider.City.Assertion().Split('.')[1];
        var signed = $"{Encode("""{"alg":"ES256","crit":["exp"]}""")}.{payload}";
        var signature = provider.City.Key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        await AssertRefusedAsync("AssertionMalformed", $"{signed}.{Base64Url.Encode(signature)}");
    }

    [Fact]
    public async Task RefusesClaimsThatWereChanged()
    {
        var parts = provider.City.Assertion().Split('.');
        var other = provider.City.Assertion().Split('.');
        await AssertRefusedAsync("BadSignature", $"{parts[0]}.{other[1]}.{parts[2]}");
    }

    [Fact]
    public async Task RefusesEveryOtherWay()
    {
        using var http = new HttpClient { BaseAddress = provider.Address };
        await AssertMissingAsync(http, new(Credentials, StringComparer.Ordinal));
        await AssertMissingAsync(http, new(Credentials, StringComparer.Ordinal) { ["client_id"] = "city", ["client_secret"] = "secret" });
        http.DefaultRequestHeaders.Add("Authorization", "Basic Y2l0eTpzZWNyZXQ=");
        await AssertMissingAsync(http, new(Credentials, StringComparer.Ordinal)
        {
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = provider.City.Assertion(),
        });
    }

    [Theory]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("refresh_token", "unsupported_grant_type")]
    [InlineData("authorization_code", "invalid_request")]
    public async Task KnowsTwoGrants(string grant, string error)
    {
        using var http = new HttpClient { BaseAddress = provider.Address };
        var (status, body) = await provider.City.TokenAsync(http, new(StringComparer.Ordinal) { ["grant_type"] = grant });
        Assert.Equal((400, error), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task KnowsOneScopeOfItsOwn()
    {
        using var http = new HttpClient { BaseAddress = provider.Address };
        var (status, body) = await provider.City.TokenAsync(http, new(Credentials, StringComparer.Ordinal) { ["scope"] = "openid" });
        Assert.Equal((400, "invalid_scope"), (status, body.GetProperty("error").GetString()));
    }

    private static string Encode(string text) => Base64Url.Encode(Encoding.UTF8.GetBytes(text));

    private static async Task AssertMissingAsync(HttpClient http, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync("/token", content);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Contains("AssertionMissing", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task AssertAcceptedAsync(string assertion)
    {
        using var http = new HttpClient { BaseAddress = provider.Address };
        var (status, body) = await provider.City.TokenAsync(http, Credentials, assertion);
        Assert.True(status == 200, body.ToString());
    }

    private async Task AssertRefusedAsync(string reason, string assertion, Dictionary<string, string>? form = null)
    {
        using var http = new HttpClient { BaseAddress = provider.Address };
        var (status, body) = await provider.City.TokenAsync(http, form ?? Credentials, assertion);
        Assert.Equal(
            (401, "invalid_client", reason),
            (status, body.GetProperty("error").GetString(), body.GetProperty("error_description").GetString()));
    }
}
