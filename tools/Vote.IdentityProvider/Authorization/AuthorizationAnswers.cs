using Microsoft.AspNetCore.WebUtilities;
using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.Authorization;

/// <summary>
/// What goes back to the client through the browser. 303, so that a form is never sent on; with <c>iss</c>, so that a client of
/// two providers knows whose answer it is. RFC 6749 §4.1.2, RFC 9207 §2
/// </summary>
internal sealed class AuthorizationAnswers(IdentityProviderOptions options)
{
    public IResult Code(AuthorizationRequest request, string code) => Redirect(request.RedirectUri, request.State, ("code", code));

    public IResult Error(string redirectUri, string? state, string error, string description) =>
        Redirect(redirectUri, state, ("error", error), ("error_description", description));

    private SeeOther Redirect(string redirectUri, string? state, params (string Name, string Value)[] answer)
    {
        List<(string Name, string? Value)> parameters = [.. answer, ("state", state), ("iss", options.Issuer.Value)];
        return new SeeOther(QueryHelpers.AddQueryString(
            redirectUri, parameters.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))));
    }
}

/// <summary>303 See Other (RFC 9110 §15.4.4). The platform's own redirects are 302 and 307, which may repeat the POST.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
