using Vote.Api.Elections;

namespace Vote.Api.Operations;

/// <summary>For whoever keeps the server running.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Operations");
        group.MapGet("/live", () => TypedResults.Ok());
        group.MapGet("/ready", Ready).Produces(200).Produces(503);
    }

    internal static IResult Ready(ElectionHouses houses, SequencerLoop sequencing) =>
        houses.AreOpen && sequencing.IsHealthy
            ? TypedResults.Ok()
            : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}
