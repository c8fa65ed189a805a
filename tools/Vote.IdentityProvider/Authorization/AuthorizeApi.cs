using System.Diagnostics;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Pages;
using Vote.IdentityProvider.Residents;
using Vote.IdentityProvider.SignTransactions;
using Vote.IdentityProvider.Tokens;

namespace Vote.IdentityProvider.Authorization;

/// <summary>The page on which a person reads the statement, says who they are, and decides.</summary>
internal static class AuthorizeApi
{
    public const string Path = "/authorize";
    public const string DecisionPath = "/authorize/decision";

    public static void MapAuthorize(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show);
        routes.MapPost(DecisionPath, DecideAsync);
    }

    internal static IResult Show(HttpContext context, AuthorizationRequestReader reader, AuthorizationAnswers answers, InteractionPages pages) =>
        Read(context, reader) switch
        {
            RequestReading.Accepted(var request, var transaction) =>
                pages.Ask(context, request, transaction, Search(context)),
            RequestReading.Refused(var redirectUri, var state, var error, var description) =>
                answers.Error(redirectUri, state, error, description),
            RequestReading.Nowhere => MessagePage.UnknownClient(context),
            _ => throw new UnreachableException(),
        };

    internal static async Task<IResult> DecideAsync(
        HttpContext context, AuthorizationRequestReader reader, AuthorizationAnswers answers, Decisions decisions, CancellationToken cancellationToken)
    {
        var form = await OAuthForm.ReadAsync(context.Request, cancellationToken);
        return Read(context, reader) switch
        {
            RequestReading.Accepted(var request, var transaction) => decisions.Take(context, request, transaction, form),
            RequestReading.Refused(var redirectUri, var state, var error, var description) =>
                answers.Error(redirectUri, state, error, description),
            RequestReading.Nowhere => MessagePage.UnknownClient(context),
            _ => throw new UnreachableException(),
        };
    }

    private static RequestReading Read(HttpContext context, AuthorizationRequestReader reader) =>
        OAuthForm.TryTake(context.Request.Query, out var query) ? reader.Read(query) : new RequestReading.Nowhere();

    private static string Search(HttpContext context) => context.Request.Query["q"].ToString();
}
