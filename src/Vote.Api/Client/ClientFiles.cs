using Microsoft.Extensions.FileProviders;

namespace Vote.Api.Client;

/// <summary>The built client, as it is. Files under <c>assets</c> have their hash in their names and never change.</summary>
internal static class ClientFiles
{
    private const string Page = "index.html";

    public static void UseClient(this WebApplication app, DirectoryInfo? folder)
    {
        if (folder is not { Exists: true })
        {
            return;
        }

        var files = new PhysicalFileProvider(folder.FullName);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = [Page] });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable"
                    : "no-cache",
        });
    }
}
