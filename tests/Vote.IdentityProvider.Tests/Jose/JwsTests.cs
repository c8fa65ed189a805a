using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vote.IdentityProvider.Jose;

namespace Vote.IdentityProvider.Tests.Jose;

public sealed class JwsTests
{
    // RFC 7515 appendix A.3: header {"alg":"ES256"}, its key and its signature.
    private const string Published =
        "eyJhbGciOiJFUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private const string PublishedKey =
        """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""";

    [Fact]
    public void AcceptsThePublishedToken()
    {
        Assert.True(PublicJwk.TryRead(System.Text.Json.JsonElement.Parse(PublishedKey), out var key));
        Assert.True(Jws.TryDecode(Published, out var token));
        Assert.Equal("joe", token.UnverifiedIssuer);
        Assert.True(token.TryVerify([key], out _));
    }

    [Fact]
    public void NamesAKeyByTheThumbprintThatAnotherImplementationComputes()
    {
        Assert.True(PublicJwk.TryRead(System.Text.Json.JsonElement.Parse(PublishedKey), out var key));
        Assert.Equal(Base64UrlEncoder.Encode(new JsonWebKey(PublishedKey).ComputeJwkThumbprint()), key.Thumbprint);
    }

    [Fact]
    public void IsAcceptedByAnotherImplementation()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var compact = Jws.Sign(key, "the-key", new Dictionary<string, object>(StringComparer.Ordinal) { ["iss"] = "us" });
        Assert.Equal("the-key", new JsonWebToken(compact).Kid);
        Assert.True(Jws.TryDecode(compact, out var token));
        Assert.True(token.TryVerify([PublicJwk.Of(key)], out var claims));
        Assert.Equal("us", claims.GetProperty("iss").GetString());
    }

    [Fact]
    public void RefusesEveryChangedCharacter()
    {
        Assert.True(PublicJwk.TryRead(System.Text.Json.JsonElement.Parse(PublishedKey), out var key));
        for (var i = 0; i < Published.Length; i++)
        {
            foreach (var other in "A0_.= ")
            {
                var changed = Published[..i] + other + Published[(i + 1)..];
                Assert.True(changed == Published || !Jws.TryDecode(changed, out var token) || !token.TryVerify([key], out _), $"{i}: {other}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(Published + ".")]
    [InlineData(Published + "=")]
    [InlineData(" " + Published)]
    public void RefusesAnotherForm(string compact) => Assert.False(Jws.TryDecode(compact, out _));

    [Theory]
    [InlineData("""{"alg":"ES256","alg":"ES256"}""")]
    [InlineData("""{"alg":"ES256","a\ud800":1}""")]
    [InlineData("""{"alg":"\ud800"}""")]
    [InlineData("""{"alg":"ES256"}x""")]
    [InlineData("""{"alg":["ES256"]}""")]
    [InlineData("""["ES256"]""")]
    [InlineData("""{"alg":"ES256","x":[[[[1]]]]}""")]
    public void RefusesAHeaderThatIsNotPlain(string header)
    {
        var parts = Published.Split('.');
        var compact = $"{Canonical.Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(header))}.{parts[1]}.{parts[2]}";
        Assert.False(Jws.TryDecode(compact, out _));
    }

    [Theory]
    [InlineData("""{"iss":"\ud800"}""")]
    [InlineData("""{"iss":1}""")]
    [InlineData("{}")]
    public void NamesNoIssuerThatIsNoText(string claims)
    {
        var parts = Published.Split('.');
        Assert.True(Jws.TryDecode($"{parts[0]}.{Canonical.Base64Url.Encode(System.Text.Encoding.UTF8.GetBytes(claims))}.{parts[2]}", out var token));
        Assert.Null(token.UnverifiedIssuer);
    }

    [Fact]
    public void RefusesNoKey()
    {
        Assert.True(Jws.TryDecode(Published, out var token));
        Assert.False(token.TryVerify([], out _));
    }
}
