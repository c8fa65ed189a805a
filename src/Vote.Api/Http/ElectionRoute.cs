using Microsoft.AspNetCore.Http.HttpResults;
using Vote.Api.Elections;

namespace Vote.Api.Http;

/// <summary>Finds the election that an address names.</summary>
internal static class ElectionRoute
{
    /// <summary>Calls the handler with the house, or answers that there is none.</summary>
    public static async Task<IResult> OfAsync(ElectionHouses houses, string id, Func<ElectionHouse, Task<IResult>> handle) =>
        houses.TryFind(id, out var house) ? await handle(house) : Problems.For(ProblemCode.UnknownElection);

    /// <summary>The same without waiting.</summary>
    public static IResult Of(ElectionHouses houses, string id, Func<ElectionHouse, IResult> handle) =>
        houses.TryFind(id, out var house) ? handle(house) : Problems.For(ProblemCode.UnknownElection);
}
