using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vote.Api.Elections;
using Vote.Api.SignIn;
using Vote.Api.Tests.Elections;
using Vote.IdentityProvider;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;

namespace Vote.Api.Tests.Http;

/// <summary>The real server over the real provider, both in this process on loopback ports, with one open election of a town.</summary>
public sealed class TestServer : IAsyncLifetime, IDisposable
{
    private readonly TestFolder folder = new();
    private readonly TokenKey clientKey = TokenKey.Generate();
    private readonly TokenKey sessionKey = TokenKey.Generate();
    private readonly Uri issuer = FreeAddress();
    private WebApplication? provider;
    private WebApplication? app;

    internal static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(60);

    internal TestTown Town { get; } = new();

    internal Uri Address { get; } = FreeAddress();

    internal TestElection Election { get; private set; } = null!;

    internal CapturedLog Log { get; } = new();

    internal IServiceProvider Services => app!.Services;

    internal ElectionHouse House => Services.GetRequiredService<ElectionHouses>().Get(Election.Manifest.Id);

    internal string ElectionPath => $"/elections/{Election.Manifest.Id.Hex}";

    internal Uri Issuer => issuer;

    internal DirectoryInfo Client => folder.At("client");

    internal static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public async Task InitializeAsync()
    {
        Election = new(Town, TimeProvider.System);
        Client.Create();
        await File.WriteAllTextAsync(Path.Combine(Client.FullName, "index.html"), "<!DOCTYPE html><title>client</title>");
        provider = IdentityProviderHost.Build(ProviderOptions());
        await provider.StartAsync();
        await StartAsync();
        await Election.AcceptAsync(Election.Opening());
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await provider!.DisposeAsync();
        await Election.DisposeAsync();
    }

    public void Dispose()
    {
        Town.Dispose();
        clientKey.Dispose();
        sessionKey.Dispose();
        folder.Dispose();
    }

    internal async Task StartAsync()
    {
        app = ApiHost.Build(Options());
        await app.StartAsync();
        Election.Lend(House);
    }

    internal async Task StopAsync()
    {
        Election.TakeBack();
        await app!.StopAsync();
        await app.DisposeAsync();
    }

    internal HttpClient NewHttp() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = Address,
        Timeout = Timeout,
    };

    internal ApiOptions Options() => new()
    {
        PublicAddress = Address,
        Listen = Address,
        Elections = [Election.Setup],
        SignIns = new(Path.Combine(folder.Root.FullName, "sign-ins.sqlite")),
        SessionKey = sessionKey,
        Provider = new(issuer.GetLeftPart(UriPartial.Authority), "tsukuba-vote", clientKey),
        Client = Client,
        Loggers = [Log],
    };

    private IdentityProviderOptions ProviderOptions() => new()
    {
        Issuer = IdentityProvider.Configuration.Issuer.TryParse(issuer.GetLeftPart(UriPartial.Authority), out var known)
            ? known
            : throw new InvalidOperationException("no issuer"),
        Listen = issuer,
        DataDirectory = Town.Folder.FullName,
        Clients =
        [
            new()
            {
                ClientId = "tsukuba-vote",
                Name = "投票",
                NameInEnglish = "Vote",
                Keys = [Jwk()],
                RedirectUris = [new Uri(Address, "/sign-in/callback").ToString()],
                Sector = "localhost",
            },
        ],
        Residents = TestTown.People,
        Loggers = [new CapturedLog()],
    };

    private PublicJwk Jwk()
    {
        using var document = JsonDocument.Parse(clientKey.PublicJwk());
        return PublicJwk.TryRead(document.RootElement, out var jwk) ? jwk : throw new InvalidOperationException("no key");
    }
}

/// <summary>What is logged, to be looked through.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly Lock guard = new();
    private readonly List<string> lines = [];

    internal string Text
    {
        get
        {
            lock (guard)
            {
                return string.Join('\n', lines);
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (guard)
        {
            lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
        }
    }
}
