using Vote.Api.Elections;
using Vote.Api.Http;
using Vote.Ledger.Files;

namespace Vote.Api.Board;

/// <summary>The log as static files, for anybody anywhere. C2SP tlog-tiles; spec/ledger.md §8</summary>
internal static class BoardApi
{
    private const string Text = "text/plain; charset=utf-8";
    private const string Binary = "application/octet-stream";
    private const string Immutable = "public, max-age=31536000, immutable";

    public static void MapBoard(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/log/{id}/{**path}", [HttpMethods.Get, HttpMethods.Head], FileAsync).WithTags("Board");

    internal static Task<IResult> FileAsync(
        string id, string? path, HttpResponse response, ElectionHouses houses, CancellationToken cancellationToken)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return ElectionRoute.OfAsync(houses, id, house =>
            LogPath.TryParse(path ?? "", out var file)
                ? ReadAsync(house, file, response, cancellationToken)
                : Task.FromResult<IResult>(Problems.For(ProblemCode.NotFound)));
    }

    private static async Task<IResult> ReadAsync(
        ElectionHouse house, LogPath path, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!await house.Files.ExistsAsync(path, cancellationToken))
        {
            return Problems.For(ProblemCode.NotFound);
        }

        response.Headers.CacheControl = path.Kind switch
        {
            LogFileKind.Checkpoint => "public, max-age=1",
            LogFileKind.Policy => "public, max-age=300",
            _ => Immutable,
        };

        // The checkpoint is replaced while it is read; the others never change, and may be large.
        return path.Kind is LogFileKind.Checkpoint or LogFileKind.Policy
            ? TypedResults.Bytes(await house.Files.ReadAsync(path, cancellationToken), Text)
            : TypedResults.PhysicalFile(Path.Combine(house.LogFolder.FullName, path.Text), Binary);
    }
}
