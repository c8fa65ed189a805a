using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Vote.Canonical;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;
using Vote.IdentityProvider.Tokens;

namespace Vote.IdentityProvider.SignTransactions;

/// <summary>A client leaves what is to be signed, sends the browser to the authorization endpoint, and fetches the signature.</summary>
internal static class SignTransactionsApi
{
    private const int MaxBody = 32 << 10;

    public static void MapSignTransactions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/sign-transactions", OpenAsync);
        routes.MapGet("/api/sign-transactions/{id}/result", Result);
    }

    internal static async Task<IResult> OpenAsync(
        HttpRequest request, AccessTokens tokens, SignTransactionBook book, CancellationToken cancellationToken)
    {
        if (!tokens.TryAuthorize(request, AccessGrant.SignScope, out var client))
        {
            return OAuthProblems.InvalidToken(request.HttpContext.Response);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (body.Length > MaxBody
            || !JoseJson.TryParseObject(body.ToArray(), out var asked)
            || asked.EnumerateObject().Count() != 1
            || !asked.TryText("content", out var text)
            || !Base64Url.TryDecode(text, out var bytes))
        {
            return OAuthProblems.InvalidRequest("a JSON object with content, base64url, and nothing else");
        }

        return ReadableContent.TryDecode(bytes, out var content)
            ? TypedResults.Ok(new Opened(book.Open(client, content), (int)SignTransaction.PendingTime.TotalSeconds))
            : OAuthProblems.InvalidRequest("content is not text that a person can read, or is too long");
    }

    internal static IResult Result(string id, HttpRequest request, AccessTokens tokens, SignTransactionBook book, IdentityProviderOptions options)
    {
        if (!tokens.TryAuthorize(request, AccessGrant.SignScope, out var client))
        {
            return OAuthProblems.InvalidToken(request.HttpContext.Response);
        }

        return book.TryFind(id, client, out var transaction) && transaction.At(options.Clock.GetUtcNow()) is { } outcome
            ? TypedResults.Ok(new Outcome(
                outcome.Status.ToString().ToLower(CultureInfo.InvariantCulture),
                outcome.Cms is null ? null : Base64Url.Encode(outcome.Cms)))
            : OAuthProblems.UnknownTransaction();
    }

    internal sealed record Opened(string SignTransactionId, int ExpiresIn);

    internal sealed record Outcome(string Status, string? Cms);
}
