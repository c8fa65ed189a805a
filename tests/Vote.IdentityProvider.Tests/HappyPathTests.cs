using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Vote.Canonical;
using Vote.Identity.Acts;
using Vote.Identity.Jpki;

namespace Vote.IdentityProvider.Tests;

/// <summary>From the statement to a verified act and a verified ID token, as our server and a browser go through it.</summary>
[Collection(ProviderGroup.Name)]
public sealed class HappyPathTests(ProviderFixture provider)
{
    [Fact]
    public async Task GivesAnActThatOurVerifierAccepts()
    {
        using var browser = provider.NewBrowser();
        var statement = provider.Statement();
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, statement.Encode());
        Assert.Equal("pending", (await provider.City.ResultAsync(browser.Http, transaction)).Body.GetProperty("status").GetString());

        var answer = await browser.AgreeAsync(new AuthorizationQuery(provider.City, transaction), resident: 1);
        Assert.Equal(provider.City.RedirectUri, answer.Address);
        Assert.Equal(AuthorizationQuery.State, answer["state"]);

        var (status, body) = await provider.City.ResultAsync(browser.Http, transaction);
        Assert.Equal((200, "signed"), (status, body.GetProperty("status").GetString()));
        Assert.True(Base64Url.TryDecode(body.GetProperty("cms").GetString(), out var cms));
        Assert.True(Act.TryDecode(cms, out var act));
        Assert.Equal(statement.Encode(), act.Statement.Encode());

        Assert.True(CmsMessage.TryDecode(cms, out var message));
        var verified = Assert.IsType<JpkiResult.Verified>(JpkiVerifier.Verify(message, await TrustAsync(browser.Http), statement.Time.Value));
        Assert.Equal(provider.Residents[1].Name, verified.Holder.Name);
        Assert.Equal(provider.Residents[1].Address, verified.Holder.Address);
        Assert.Equal(provider.Residents[1].BirthDate, verified.Holder.BirthDate);
    }

    [Fact]
    public async Task GivesAnIdTokenThatAnotherImplementationAccepts()
    {
        using var browser = provider.NewBrowser();
        var answer = await browser.AgreeAsync(new AuthorizationQuery(provider.City), resident: 0);
        var (status, body) = await provider.City.RedeemAsync(browser.Http, answer["code"]!);
        Assert.Equal(200, status);
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());

        var validated = await new JsonWebTokenHandler().ValidateTokenAsync(body.GetProperty("id_token").GetString(), new TokenValidationParameters
        {
            ValidIssuer = ProviderFixture.Issuer,
            ValidAudience = provider.City.ClientId,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = new JsonWebKeySet(await browser.Http.GetStringAsync("/jwks")).GetSigningKeys(),
            LifetimeValidator = (_, expires, _, _) => expires == provider.Clock.Now.AddMinutes(5).UtcDateTime,
        });
        Assert.True(validated.IsValid, validated.Exception?.Message);
        Assert.Equal(AuthorizationQuery.Nonce, validated.Claims["nonce"]);
        Assert.Equal("aal3", validated.Claims["acr"]);
        Assert.Equal(provider.Clock.Now.ToUnixTimeSeconds(), Convert.ToInt64(validated.Claims["auth_time"], null));
        Assert.Equal(
            ["acr", "amr", "aud", "auth_time", "exp", "iat", "iss", "nonce", "sub"],
            ((JsonWebToken)validated.SecurityToken).Claims.Select(claim => claim.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static async Task<JpkiTrust> TrustAsync(HttpClient http)
    {
        List<TrustedAuthority> authorities = [];
        List<RevocationList> lists = [];
        var published = JsonElement.Parse(await http.GetStringAsync("/jpki/authorities")).GetProperty("authorities");
        foreach (var one in published.EnumerateArray())
        {
            var kind = one.GetProperty("kind").GetString() == "signature" ? CertificateKind.Signature : CertificateKind.Authentication;
            Assert.True(Base64Url.TryDecode(one.GetProperty("certificate").GetString(), out var certificate));
            Assert.True(Base64Url.TryDecode(one.GetProperty("revocation_list").GetString(), out var revocations));
            Assert.True(TrustedAuthority.TryDecode(kind, certificate, out var authority));
            Assert.True(RevocationList.TryDecode(revocations, authority, out var list));
            authorities.Add(authority);
            lists.Add(list);
        }

        return new JpkiTrust(authorities, lists);
    }
}
