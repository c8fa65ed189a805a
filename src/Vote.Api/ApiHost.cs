using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Vote.Api.Ballots;
using Vote.Api.Board;
using Vote.Api.Ceremony;
using Vote.Api.Client;
using Vote.Api.Elections;
using Vote.Api.Http;
using Vote.Api.Operations;
using Vote.Api.SignIn;
using Vote.Ledger.Storage;

namespace Vote.Api;

/// <summary>Puts the server together.</summary>
public static class ApiHost
{
    /// <summary>A server ready to start. Everything comes from the options.</summary>
    public static WebApplication Build(ApiOptions options)
    {
        // The empty builder reads neither environment variables nor settings files.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.Listen));
        builder.Services.AddRouting();
        builder.Services.ConfigureHttpJsonOptions(json => JsonBody.Configured(json.SerializerOptions));
        builder.Services.AddOpenApi();
        ConfigureLogging(builder.Logging, options.Loggers);
        AddSignIn(builder.Services, options);
        AddElections(builder.Services, options);

        var app = builder.Build();
        app.Use(new SecurityHeaders(options.PublicAddress, options.Provider.Address).InvokeAsync);
        app.Use(Failures.InvokeAsync);
        app.UseClient(options.Client);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        MapEndpoints(app);
        return app;
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapElections();
        app.MapSignIn();
        app.MapBallots();
        app.MapChallenges();
        app.MapEntries();
        app.MapBoard();
        app.MapHealth();
        app.MapOpenApi().WithTags("Operations");
    }

    private static void AddSignIn(IServiceCollection services, ApiOptions options)
    {
        SqlDatabase database = options.Postgres is { } server
            ? new PostgresDatabase(server.Entries, PostgresServer.ServerSchema)
            : new SqliteDatabase(options.SignIns);
        var tokens = new SessionTokens(options.PublicAddress, options.SessionKey, options.Clock);
        services.AddSingleton(_ => database);
        services.AddHostedService(_ => new SchemaAtStart(database, SignInStore.Migrations(options.Postgres is not null)));
        services.AddSingleton(tokens);
        services.AddSingleton(_ => new ProviderClient(options.Provider, ProviderClient.NewHttp(), options.Clock));
        services.AddSingleton(_ => new SignInStore(database, options.Clock));
        services.AddSingleton(provider => new SignInDesk(
            options.Provider,
            options.PublicAddress,
            provider.GetRequiredService<ProviderClient>(),
            provider.GetRequiredService<SignInStore>(),
            options.Clock));
        services.AddSingleton<SignInParts>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(tokens.Configure);
        services.AddAuthorization();
    }

    private static void AddElections(IServiceCollection services, ApiOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton(_ => new LoadGates(options.WaitingBallots));
        services.AddSingleton<CastParts>();
        services.AddSingleton(_ => new ElectionHouses(options.Elections));
        services.AddHostedService(provider => provider.GetRequiredService<ElectionHouses>());
        services.AddHostedService<TrustRenewal>();
        services.AddHostedService<WitnessLoop>();
        services.AddHostedService<AnchorLoop>();
        services.AddSingleton<SequencerLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<SequencerLoop>());
    }

    // The framework's own lines carry addresses, and those carry states, codes and leaf hashes.
    private static void ConfigureLogging(ILoggingBuilder logging, IReadOnlyList<ILoggerProvider> loggers)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Error);
        foreach (var logger in loggers)
        {
            logging.AddProvider(logger);
        }

        if (loggers.Count == 0)
        {
            logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = EntriesApi.MaximumBody;
        kestrel.Limits.MaxConcurrentConnections = 20_000;
        if (address.Host == "localhost" && address.Port != 0)
        {
            kestrel.ListenLocalhost(address.Port);
        }
        else
        {
            kestrel.Listen(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.DnsSafeHost), address.Port);
        }
    }
}
