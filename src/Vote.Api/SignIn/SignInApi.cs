using System.Security.Claims;
using Vote.Api.Elections;
using Vote.Api.Http;
using Vote.Api.Operations;
using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Api.SignIn;

/// <summary>Sign-in and session. docs/api.md</summary>
internal static partial class SignInApi
{
    /// <summary>Where the provider sends browsers back to.</summary>
    public const string CallbackPath = "/sign-in/callback";

    private const string BrowserCookie = "sign-in";
    private const int MaximumBody = 1024;

    /// <summary>More than this on their way, and no more begin.</summary>
    private const long MaximumUnderway = 20_000;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/").WithTags("SignIn");
        group.MapPost("/elections/{id}/sign-in", BeginAsync).Accepts<BeginBody>("application/json").Produces<BegunView>();
        group.MapGet(CallbackPath, CallbackAsync).Produces(302);
        group.MapPost("/sign-in/tickets", RedeemAsync).Accepts<TicketBody>("application/json").Produces<SessionView>();
        group.MapGet("/elections/{id}/session", ShowAsync).RequireAuthorization().Produces<SessionView>();
    }

    internal static Task<IResult> BeginAsync(
        string id, HttpContext context, ElectionHouses houses, SignInParts parts, CancellationToken cancellationToken) =>
        ElectionRoute.OfAsync(houses, id, async house =>
            await JsonBody.ReadAsync<BeginBody>(context.Request, MaximumBody, cancellationToken) switch
            {
                BodyResult<BeginBody>.Read(var body) when body.TryDecode(out var credential) =>
                    await BeginAtAsync(house, credential, context, parts),
                BodyResult<BeginBody>.Refused(var code) => Problems.For(code),
                _ => Problems.For(ProblemCode.Malformed),
            });

    internal static async Task<IResult> CallbackAsync(
        HttpContext context, ElectionHouses houses, SignInParts parts, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var browser = context.Request.Cookies[BrowserCookie] ?? "";
        context.Response.Cookies.Delete(BrowserCookie, CookieFor(context));
        var returned = new SignInReturn(
            query["state"].ToString(), NotEmpty(query["code"]), NotEmpty(query["iss"]), NotEmpty(query["error"]), browser);
        switch (await parts.Desk.CompleteAsync(returned, houses, cancellationToken))
        {
            case SignInResult.Ticketed(var ticket):
                return TypedResults.Redirect($"/#ticket={ticket}");
            case SignInResult.Refused(var reason):
                LogRefused(parts.Logger, reason);
                return TypedResults.Redirect($"/#refused={Problems.NameOf(reason)}");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    internal static async Task<IResult> RedeemAsync(
        HttpRequest request, ElectionHouses houses, SignInParts parts, CancellationToken cancellationToken)
    {
        if (await JsonBody.ReadAsync<TicketBody>(request, MaximumBody, cancellationToken) is not BodyResult<TicketBody>.Read(var body))
        {
            return Problems.For(ProblemCode.Malformed);
        }

        if (await parts.Store.RedeemAsync(body.Ticket, cancellationToken) is not { } ticket
            || !houses.TryFind(ticket.Election, out var house))
        {
            return Problems.For(ProblemCode.TicketUnknown);
        }

        var (session, token) = parts.Tokens.Open(ticket);
        return TypedResults.Ok(SessionView.Of(session, await house.FindAsync(session.Slot, cancellationToken), token));
    }

    internal static Task<IResult> ShowAsync(string id, ClaimsPrincipal user, ElectionHouses houses, CancellationToken cancellationToken) =>
        ElectionRoute.OfAsync(houses, id, async house =>
        {
            var session = Session.Of(user);
            if (!session.IsFor(house))
            {
                return Problems.For(ProblemCode.SessionForeign);
            }

            var state = await house.FindAsync(session.Slot, cancellationToken);
            return session.IsSuperseded(state) ? Problems.For(ProblemCode.Superseded) : TypedResults.Ok(SessionView.Of(session, state));
        });

    private static async Task<IResult> BeginAtAsync(ElectionHouse house, SignatureKey credential, HttpContext context, SignInParts parts)
    {
        if (house.Phase != HousePhase.Voting)
        {
            return Problems.For(ProblemCode.NotOpen);
        }

        using var turn = await parts.Gates.SignIns.AcquireAsync(1, context.RequestAborted);
        if (!turn.IsAcquired || await parts.Store.CountAsync(context.RequestAborted) >= MaximumUnderway)
        {
            return Problems.Later(ProblemCode.Overloaded);
        }

        try
        {
            var begun = await parts.Desk.BeginAsync(house, credential, context.RequestAborted);
            context.Response.Cookies.Append(BrowserCookie, begun.Browser, CookieFor(context));
            return TypedResults.Ok(new BegunView(begun.Statement, begun.Redirect.ToString(), begun.ExpiresAt));
        }
        catch (Exception exception) when (
            exception is HttpRequestException || SignInDesk.IsTimeout(exception, context.RequestAborted))
        {
            LogNoProvider(parts.Logger);
            return Problems.Later(ProblemCode.Provider);
        }
    }

    // Lax, because the browser comes back by a link from another site.
    private static CookieOptions CookieFor(HttpContext context) => new()
    {
        Path = CallbackPath,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.RequestServices.GetRequiredService<ApiOptions>().PublicAddress.Scheme == Uri.UriSchemeHttps,
        IsEssential = true,
    };

    private static string? NotEmpty(Microsoft.Extensions.Primitives.StringValues value) => value.Count == 1 ? value.ToString() : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "sign-in refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, SignInRefusal reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the digital-ID provider does not answer")]
    private static partial void LogNoProvider(ILogger logger);

    internal sealed record BeginBody(string Credential)
    {
        public bool TryDecode([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SignatureKey? credential)
        {
            credential = null;
            return Base64Url.TryDecode(Credential, out var encoded) && SignatureKey.TryDecode(encoded, out credential);
        }
    }

    internal sealed record BegunView(string Statement, string Redirect, DateTimeOffset ExpiresAt);

    internal sealed record TicketBody(string Ticket);
}

/// <summary>What the sign-in's handlers need.</summary>
internal sealed record SignInParts(SignInDesk Desk, SignInStore Store, SessionTokens Tokens, LoadGates Gates, ILogger<SignInParts> Logger);
