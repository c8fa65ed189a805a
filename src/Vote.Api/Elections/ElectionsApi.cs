using System.Globalization;
using Vote.Api.Http;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;

namespace Vote.Api.Elections;

/// <summary>What anybody may know about an election. docs/api.md</summary>
internal static class ElectionsApi
{
    public static void MapElections(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/elections").WithTags("Elections");
        group.MapGet("/", List).Produces<ElectionSummary[]>();
        group.MapGet("/{id}", Show).Produces<ElectionView>();
        group.MapGet("/{id}/receipts/{leafHash}", ReceiptAsync).Produces(200, contentType: "text/plain").Produces(202);
        group.MapGet("/{id}/result", ResultAsync).Produces(200, contentType: "application/json");
    }

    internal static IResult List(ElectionHouses houses) =>
        TypedResults.Ok(houses.All.Select(house => ElectionSummary.Of(house)).ToArray());

    internal static IResult Show(string id, ElectionHouses houses, TimeProvider clock) =>
        ElectionRoute.Of(houses, id, house => TypedResults.Ok(ElectionView.Of(house, clock.GetUtcNow())));

    internal static Task<IResult> ReceiptAsync(
        string id, string leafHash, HttpResponse response, ElectionHouses houses, CancellationToken cancellationToken) =>
        ElectionRoute.OfAsync(houses, id, async house =>
        {
            if (!Digest.TryParseBase64Url(leafHash, out var digest))
            {
                return Problems.For(ProblemCode.UnknownEntry);
            }

            if (await house.ReceiptAsync(new LeafHash(digest), cancellationToken) is { } receipt)
            {
                return TypedResults.Text(receipt.Encode(), "text/plain", statusCode: 200);
            }

            response.Headers.RetryAfter = ((int)house.Terms.Publish.Interval.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return await house.FindAsync(new LeafHash(digest), cancellationToken) is null
                ? Problems.For(ProblemCode.UnknownEntry)
                : TypedResults.StatusCode(StatusCodes.Status202Accepted);
        });

    internal static Task<IResult> ResultAsync(string id, ElectionHouses houses, CancellationToken cancellationToken) =>
        ElectionRoute.OfAsync(houses, id, async house =>
            await house.ResultAsync(cancellationToken) is { } payload
                ? TypedResults.Text(payload.Span, "application/json", statusCode: 200)
                : Problems.For(ProblemCode.UnknownEntry));

    /// <summary>A line of the list.</summary>
    internal sealed record ElectionSummary(
        string Id, string ElectionHash, IReadOnlyDictionary<string, string> Title, string Phase, DateTimeOffset Opens, DateTimeOffset Closes)
    {
        public static ElectionSummary Of(ElectionHouse house)
        {
            var manifest = house.Terms.Manifest;
            return new(
                manifest.Id.Hex, manifest.Hash.Value.ToBase64Url(), Texts(manifest.Title), Problems.NameOf(house.Phase), manifest.Dates.Opens, manifest.Dates.Closes);
        }

        private static Dictionary<string, string> Texts(LocalizedText text) =>
            text.Languages.ToDictionary(language => language, language => text[language], StringComparer.Ordinal);
    }

    /// <summary>One election.</summary>
    internal sealed record ElectionView(
        string Id, string ElectionHash, string Manifest, string Phase, string Log, string AcceptKey, DateTimeOffset Now)
    {
        public static ElectionView Of(ElectionHouse house, DateTimeOffset now)
        {
            var manifest = house.Terms.Manifest;
            return new(
                manifest.Id.Hex,
                manifest.Hash.Value.ToBase64Url(),
                Base64Url.Encode(manifest.Encode()),
                Problems.NameOf(house.Phase),
                $"/log/{manifest.Id.Hex}",
                Base64Url.Encode(house.Terms.AcceptKey.Bytes),
                now);
        }
    }
}
