using Microsoft.AspNetCore.Http.HttpResults;

namespace Vote.IdentityProvider.Tokens;

/// <summary>The one table of refusals that clients, not people, read. RFC 6749 §5.2, RFC 6750 §3</summary>
internal static class OAuthProblems
{
    public static JsonHttpResult<Problem> InvalidRequest(string description) => Of("invalid_request", description, StatusCodes.Status400BadRequest);

    public static JsonHttpResult<Problem> InvalidClient(ClientRefusal reason) =>
        Of("invalid_client", reason.ToString(), StatusCodes.Status401Unauthorized);

    public static JsonHttpResult<Problem> InvalidGrant(string description) => Of("invalid_grant", description, StatusCodes.Status400BadRequest);

    public static JsonHttpResult<Problem> InvalidScope(string description) => Of("invalid_scope", description, StatusCodes.Status400BadRequest);

    public static JsonHttpResult<Problem> UnsupportedGrantType() =>
        Of("unsupported_grant_type", "authorization_code or client_credentials", StatusCodes.Status400BadRequest);

    public static JsonHttpResult<Problem> InvalidToken(HttpResponse response)
    {
        response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Of("invalid_token", "a living access token of the right scope", StatusCodes.Status401Unauthorized);
    }

    public static JsonHttpResult<Problem> UnknownTransaction() =>
        Of("unknown_sign_transaction", "none of this client's, or its time is over", StatusCodes.Status404NotFound);

    private static JsonHttpResult<Problem> Of(string error, string description, int status) =>
        TypedResults.Json(new Problem(error, description), statusCode: status);

    internal sealed record Problem(string Error, string ErrorDescription);
}
