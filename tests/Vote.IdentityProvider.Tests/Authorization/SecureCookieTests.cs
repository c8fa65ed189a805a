using Microsoft.AspNetCore.Http;
using Vote.IdentityProvider.Authorization;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Pages;

namespace Vote.IdentityProvider.Tests.Authorization;

/// <summary>Behind https the cookie is bound to the host as tightly as browsers can.</summary>
[Collection(ProviderGroup.Name)]
public sealed class SecureCookieTests(ProviderFixture provider)
{
    [Fact]
    public void IsSecureAndOfThisHostAlone()
    {
        Assert.True(Issuer.TryParse("https://idp.example", out var issuer));
        var context = new DefaultHttpContext();
        new FormTokens(provider.Options() with { Issuer = issuer }).Make(context, Request());
        var cookie = context.Response.Headers.SetCookie.Single()!;
        Assert.StartsWith("__Host-idp-form=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
    }

    private AuthorizationRequest Request() => new()
    {
        Client = provider.City.Registration,
        RedirectUri = provider.City.RedirectUri,
        State = "state",
        Nonce = "nonce",
        CodeChallenge = Canonical.Digest.Zero,
        SignTransactionId = null,
        Texts = Texts.For(null),
    };
}
