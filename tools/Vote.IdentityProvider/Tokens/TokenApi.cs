using System.Diagnostics;
using Vote.IdentityProvider.Authorization;
using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.Tokens;

/// <summary>Tokens for codes and for clients themselves. RFC 6749 §4.1.3, §4.4; OpenID Connect Core §3.1.3</summary>
internal static class TokenApi
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/token", TokenAsync);
        routes.MapGet("/userinfo", UserInfo);
    }

    internal static async Task<IResult> TokenAsync(
        HttpRequest request, ClientAuthentication authentication, TokenIssuer issuer, CancellationToken cancellationToken)
    {
        if (await OAuthForm.ReadAsync(request, cancellationToken) is not { } form)
        {
            return OAuthProblems.InvalidRequest("a form, each parameter once");
        }

        if (request.Headers.Authorization.Count > 0)
        {
            return OAuthProblems.InvalidClient(ClientRefusal.AssertionMissing);
        }

        return authentication.Check(form) switch
        {
            ClientCheck.Refused(var reason) => OAuthProblems.InvalidClient(reason),
            ClientCheck.Known(var client) => Answer(client, form, issuer),
            _ => throw new UnreachableException(),
        };
    }

    internal static IResult UserInfo(HttpRequest request, AccessTokens tokens, Jose.ProviderKeys keys) =>
        tokens.TryGet(request, out var grant) && grant.Resident is { } resident
            ? TypedResults.Ok(new Person(keys.SubjectOf(grant.Client, resident.Identity)))
            : OAuthProblems.InvalidToken(request.HttpContext.Response);

    private static IResult Answer(RegisteredClient client, OAuthForm form, TokenIssuer issuer) => form["grant_type"] switch
    {
        "authorization_code" when form["code"] is { } code =>
            issuer.TryRedeem(new Redemption(client.ClientId, code, form["redirect_uri"], form["code_verifier"]), out var tokens)
                ? TypedResults.Ok(tokens)
                : OAuthProblems.InvalidGrant("the code is unknown, used, expired, or another request's"),
        "authorization_code" => OAuthProblems.InvalidRequest("code is required"),
        "client_credentials" => form["scope"] is null or AccessGrant.SignScope
            ? TypedResults.Ok(issuer.ForClient(client))
            : OAuthProblems.InvalidScope("sign"),
        _ => OAuthProblems.UnsupportedGrantType(),
    };

    internal sealed record Person(string Sub);
}
