using Vote.Api.Elections;
using Vote.Api.Http;
using Vote.Api.Operations;

namespace Vote.Api.Ceremony;

/// <summary>Entries that officers and trustees have signed on their own machines. docs/api.md</summary>
internal static class EntriesApi
{
    /// <summary>A shuffle of some 100,000 ballots.</summary>
    public const long MaximumBody = 64L << 20;

    public static void MapEntries(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/elections/{id}/entries", AcceptAsync).WithTags("Ceremony")
            .Accepts<EntryBody>("application/json").Produces<EntryAnswer>(202);

    internal static Task<IResult> AcceptAsync(
        string id, HttpRequest request, ElectionHouses houses, SequencerLoop sequencing, LoadGates gates, CancellationToken cancellationToken) =>
        ElectionRoute.OfAsync(houses, id, async house =>
        {
            using var turn = await gates.Entries.AcquireAsync(1, cancellationToken);
            if (!turn.IsAcquired)
            {
                return Problems.Later(ProblemCode.Overloaded);
            }

            return await JsonBody.ReadAsync<EntryBody>(request, MaximumBody, cancellationToken) switch
            {
                BodyResult<EntryBody>.Read(var body) => await AppendAsync(house, body, sequencing, cancellationToken),
                BodyResult<EntryBody>.Refused(var code) => Problems.For(code),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        });

    private static async Task<IResult> AppendAsync(
        ElectionHouse house, EntryBody body, SequencerLoop sequencing, CancellationToken cancellationToken)
    {
        if (!body.TryDecode(out var entry, out var blob))
        {
            return Problems.For(ProblemCode.Malformed);
        }

        switch (await house.Entries.AcceptAsync(entry, blob, cancellationToken))
        {
            case EntryResult.Accepted(var leaf):
                sequencing.Wake();
                var name = leaf.Value.ToBase64Url();
                return TypedResults.Accepted($"/elections/{house.Terms.Manifest.Id.Hex}/receipts/{name}", new EntryAnswer(name));
            case EntryResult.Refused(var reason, _):
                return Problems.For(reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    internal sealed record EntryAnswer(string LeafHash);
}
