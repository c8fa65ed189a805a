using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vote.Electorate.Demo;

namespace Vote.Electorate.Network;

/// <summary>A server and a provider running as processes of their own, as in the demo, on free ports of this machine.</summary>
internal sealed class Town : IAsyncDisposable
{
    private readonly List<Process> processes = [];

    private Town(DemoAddresses addresses) => Addresses = addresses;

    /// <summary>Where they listen.</summary>
    public DemoAddresses Addresses { get; }

    /// <summary>The server's process.</summary>
    public Process Server => processes[^1];

    /// <summary>Two free ports.</summary>
    public static DemoAddresses FreeAddresses() => new(new($"http://localhost:{FreePort()}"), new($"http://localhost:{FreePort()}"));

    /// <summary>Starts both and waits until they answer.</summary>
    /// <param name="folders">Prepared by <see cref="DemoPreparation"/>.</param>
    /// <param name="addresses">Those of the preparation.</param>
    /// <param name="client">The built client, where there are pages.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<Town> StartAsync(DemoFolders folders, DemoAddresses addresses, string? client, CancellationToken cancellationToken)
    {
        var town = new Town(addresses);
        try
        {
            town.Start("Vote.IdentityProvider.dll", "--config", folders.ProviderConfiguration);
            town.Start("Vote.Api.dll", ["--config", folders.ServerConfiguration, .. client is null ? (string[])[] : ["--client", client]]);
            await town.WaitAsync(new Uri(addresses.Server, "/health/ready"), cancellationToken);
            await town.WaitAsync(new Uri(addresses.Provider, "/.well-known/openid-configuration"), cancellationToken);
            return town;
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private void Start(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
    }

    private async Task WaitAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 240; attempt++)
        {
            if (processes.Exists(process => process.HasExited))
            {
                throw new InvalidOperationException("A process ended before it was ready.");
            }

            try
            {
                using var answer = await http.GetAsync(address, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(250, cancellationToken);
        }

        throw new InvalidOperationException($"{address} did not answer.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
