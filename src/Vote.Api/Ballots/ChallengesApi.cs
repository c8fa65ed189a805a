using System.Security.Claims;
using System.Text;
using Vote.Api.Elections;
using Vote.Api.Http;
using Vote.Api.SignIn;
using Vote.Ledger.Entries;

namespace Vote.Api.Ballots;

/// <summary>Opening a ballot instead of casting it. docs/api.md</summary>
internal static class ChallengesApi
{
    private const int MaximumBody = 256;

    public static void MapChallenges(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/elections/{id}/challenges", ChallengeAsync).WithTags("Ballots").RequireAuthorization()
            .Accepts<ChallengeBody>("application/json").Produces<ChallengeAnswer>(202);

    internal static Task<IResult> ChallengeAsync(
        string id, ClaimsPrincipal user, HttpRequest request, ElectionHouses houses, CancellationToken cancellationToken) =>
        ElectionRoute.OfAsync(houses, id, async house =>
            await JsonBody.ReadAsync<ChallengeBody>(request, MaximumBody, cancellationToken) switch
            {
                BodyResult<ChallengeBody>.Read(var body) => await DecideAsync(house, Session.Of(user), body, cancellationToken),
                BodyResult<ChallengeBody>.Refused(var code) => Problems.For(code),
                _ => throw new System.Diagnostics.UnreachableException(),
            });

    private static async Task<IResult> DecideAsync(
        ElectionHouse house, Session session, ChallengeBody body, CancellationToken cancellationToken)
    {
        if (!TrackerText.TryParse(body.Tracker, out var tracker))
        {
            return Problems.For(ProblemCode.Malformed);
        }

        if (!session.IsFor(house))
        {
            return Problems.For(ProblemCode.SessionForeign);
        }

        return await house.Challenges.AcceptAsync(session.Credential, tracker, cancellationToken) switch
        {
            ChallengeResult.Accepted(var promise, var leaf) => TypedResults.Accepted(
                $"/elections/{house.Terms.Manifest.Id.Hex}/receipts/{leaf.Value.ToBase64Url()}",
                new ChallengeAnswer(Encoding.UTF8.GetString(promise.Encode()), leaf.Value.ToBase64Url())),
            ChallengeResult.Refused(var reason) => Problems.For(reason),
            ChallengeResult.TooMany => Problems.For(ProblemCode.TooManyChallenges),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    internal sealed record ChallengeBody(string Tracker);

    internal sealed record ChallengeAnswer(string Promise, string LeafHash);
}
