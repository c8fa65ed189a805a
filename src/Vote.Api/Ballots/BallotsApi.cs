using System.Security.Claims;
using System.Text;
using Vote.Api.Elections;
using Vote.Api.Http;
using Vote.Api.Operations;
using Vote.Api.SignIn;

namespace Vote.Api.Ballots;

/// <summary>Casting. docs/api.md</summary>
internal static partial class BallotsApi
{
    public static void MapBallots(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/elections/{id}/ballots", CastAsync).WithTags("Ballots").RequireAuthorization()
            .Accepts<EntryBody>("application/json").Produces<CastAnswer>(202);

    internal static Task<IResult> CastAsync(
        string id, ClaimsPrincipal user, HttpRequest request, ElectionHouses houses, CastParts parts, CancellationToken cancellationToken) =>
        ElectionRoute.OfAsync(houses, id, async house =>
            await JsonBody.ReadAsync<EntryBody>(request, CastLimits.MaximumBody(house), cancellationToken) switch
            {
                BodyResult<EntryBody>.Read(var body) => await DecideAsync(house, Session.Of(user), body, parts, cancellationToken),
                BodyResult<EntryBody>.Refused(var code) => Problems.For(code),
                _ => throw new System.Diagnostics.UnreachableException(),
            });

    private static async Task<IResult> DecideAsync(
        ElectionHouse house, Session session, EntryBody body, CastParts parts, CancellationToken cancellationToken)
    {
        if (!body.TryDecode(out var entry, out var blob))
        {
            return Problems.For(ProblemCode.Malformed);
        }

        if (!session.MayCast(house, entry))
        {
            return Problems.For(ProblemCode.SessionForeign);
        }

        // Behind reading, so that a slow sender holds nobody up; before verifying, which costs.
        using var turn = await parts.Gates.Ballots.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired)
        {
            return Problems.Later(ProblemCode.Overloaded);
        }

        var pending = await house.FindPendingAsync(session.Credential, cancellationToken);
        return Answer(await house.Ballots.AcceptAsync(entry, blob, pending, cancellationToken), house, parts.Logger);
    }

    private static IResult Answer(CastResult result, ElectionHouse house, ILogger logger)
    {
        switch (result)
        {
            case CastResult.Accepted(var promise, var leaf, var tracker):
                var name = leaf.Value.ToBase64Url();
                return TypedResults.Accepted(
                    $"/elections/{house.Terms.Manifest.Id.Hex}/receipts/{name}",
                    new CastAnswer(Encoding.UTF8.GetString(promise.Encode()), name, tracker.Text));
            case CastResult.Refused(var reason):
                LogRefused(logger, reason);
                return Problems.For(reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "ballot refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, CastRefusal reason);

    internal sealed record CastAnswer(string Promise, string LeafHash, string Tracker);
}

/// <summary>What casting needs besides the house.</summary>
internal sealed record CastParts(LoadGates Gates, ILogger<CastParts> Logger);

/// <summary>How large a ballot's request can be.</summary>
internal static class CastLimits
{
    private const int Frame = 1024;

    public static long MaximumBody(ElectionHouse house) =>
        Canonical.Base64Url.EncodedLength(Ledger.Entries.EntryEnvelope.MaximumLength)
        + Canonical.Base64Url.EncodedLength(house.Terms.Manifest.Election.Style.PayloadLength)
        + Frame;
}
