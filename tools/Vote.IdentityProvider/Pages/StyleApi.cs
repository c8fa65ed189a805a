using Microsoft.AspNetCore.Http.HttpResults;

namespace Vote.IdentityProvider.Pages;

/// <summary>The one style sheet, from the assembly.</summary>
internal static class StyleApi
{
    private static readonly byte[] Sheet = Load();

    public static void MapStyle(this IEndpointRouteBuilder routes) => routes.MapGet("/provider.css", Get);

    internal static FileContentHttpResult Get() => TypedResults.File(Sheet, "text/css; charset=utf-8");

    private static byte[] Load()
    {
        using var stream = typeof(StyleApi).Assembly.GetManifestResourceStream("Vote.IdentityProvider.Pages.provider.css")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
