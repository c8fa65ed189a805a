using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Vote.Identity.TestAuthority;
using Vote.IdentityProvider.Authorities;
using Vote.IdentityProvider.Authorization;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Discovery;
using Vote.IdentityProvider.Jose;
using Vote.IdentityProvider.Pages;
using Vote.IdentityProvider.Residents;
using Vote.IdentityProvider.SignTransactions;
using Vote.IdentityProvider.Tokens;

namespace Vote.IdentityProvider;

/// <summary>Puts the provider together. It is a stand-in for tests: not the Digital Agency, not J-LIS.</summary>
public static class IdentityProviderHost
{
    private const long MaxRequestBody = 64 << 10;

    /// <summary>
    /// A provider ready to start. Everything comes from the options; keys and authorities that are missing in the data folder are
    /// made here (about a second).
    /// </summary>
    public static WebApplication Build(IdentityProviderOptions options)
    {
        MakePrivate(options.DataDirectory);

        // The empty builder reads neither environment variables nor settings files.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.Listen));
        builder.Services.AddRoutingCore();
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        ConfigureLogging(builder.Logging, options.Loggers);
        AddParts(builder.Services, options);

        var app = builder.Build();
        app.Services.GetRequiredService<AuthorityFolder>().Publish();
        app.Use(AddHeaders);
        MapEndpoints(app);
        return app;
    }

    private static void MakePrivate(string directory)
    {
        Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapHome();
        app.MapStyle();
        app.MapDiscovery();
        app.MapAuthorize();
        app.MapTokens();
        app.MapSignTransactions();
        app.MapAuthorities();
    }

    private static void AddParts(IServiceCollection services, IdentityProviderOptions options)
    {
        var authorities = Path.Combine(options.DataDirectory, "jpki");
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton(_ => ProviderKeys.OpenOrCreate(options.DataDirectory));
        services.AddSingleton(_ => TestJpki.OpenOrCreate(authorities, options.Clock));
        services.AddSingleton(provider => new AuthorityFolder(provider.GetRequiredService<TestJpki>(), authorities, options.Clock));
        services.AddSingleton(provider => new ResidentCards(
            provider.GetRequiredService<TestJpki>(),
            new ResidentKeyCache(options.KeyDirectory ?? Path.Combine(options.DataDirectory, "keys")),
            Path.Combine(options.DataDirectory, "certificates")));
        services.AddSingleton(_ => new ResidentDirectory(options.Residents));
        services.AddSingleton(_ => new ClientRegistry(options.Clients));
        services.AddSingleton<ClientAuthentication>().AddSingleton<AccessTokens>().AddSingleton<TokenIssuer>();
        services.AddSingleton<SignTransactionBook>().AddSingleton<AuthorizationCodes>().AddSingleton<FormTokens>();
        services.AddSingleton<AuthorizationRequestReader>().AddSingleton<AuthorizationAnswers>();
        services.AddSingleton<Consents>().AddSingleton<Decisions>().AddSingleton<InteractionPages>();
    }

    // Requests carry state, nonce, codes and searched names in their addresses, so the framework's lines about them are left out.
    private static void ConfigureLogging(ILoggingBuilder logging, IReadOnlyList<ILoggerProvider> loggers)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Error);
        foreach (var logger in loggers)
        {
            logging.AddProvider(logger);
        }

        if (loggers.Count == 0)
        {
            logging.AddSimpleConsole(console => console.SingleLine = true);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
        if (address.Host == "localhost" && address.Port != 0)
        {
            kestrel.ListenLocalhost(address.Port);
        }
        else
        {
            kestrel.Listen(address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.DnsSafeHost), address.Port);
        }
    }

    private static Task AddHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
