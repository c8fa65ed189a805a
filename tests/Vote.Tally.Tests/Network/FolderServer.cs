using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Vote.Tally.Tests.Network;

/// <summary>A web server that shows a folder as a log, and another folder when its operator says so.</summary>
internal sealed class FolderServer : IAsyncDisposable
{
    private WebApplication? app;

    /// <summary>What is shown; nothing at all while it is null.</summary>
    internal string? Folder { get; set; }

    internal string Address { get; private set; } = "";

    internal static async Task<FolderServer> StartAsync(string folder)
    {
        var server = new FolderServer { Folder = folder };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server.app = builder.Build();
        server.app.Run(server.ShowAsync);
        await server.app.StartAsync();
        server.Address = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/log/x";
        return server;
    }

    public async ValueTask DisposeAsync() => await app!.DisposeAsync();

    private async Task ShowAsync(HttpContext http)
    {
        if (Folder is null)
        {
            http.Abort();
            return;
        }

        var path = Path.Combine(Folder, http.Request.Path.Value!["/log/x/".Length..]);
        http.Response.StatusCode = File.Exists(path) ? 200 : 404;
        await http.Response.Body.WriteAsync(File.Exists(path) ? await File.ReadAllBytesAsync(path) : []);
    }
}
