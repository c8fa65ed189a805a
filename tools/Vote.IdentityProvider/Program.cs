using System.CommandLine;
using System.Security.Cryptography;
using Vote.IdentityProvider;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Pages;

Option<string> config = new("--config") { Description = "the configuration file (docs/identity-provider.md)", Required = true };
Option<string?> issuer = new("--issuer") { Description = "public address, instead of the file's" };
Option<string?> listen = new("--listen") { Description = "address to listen on, instead of the file's" };
Option<string?> data = new("--data") { Description = "data folder, instead of the file's" };
Option<string?> residents = new("--residents") { Description = "list of residents, instead of the file's" };
RootCommand root = new("An OpenID provider over invented residents. " + Texts.StandInEnglish) { config, issuer, listen, data, residents };

root.SetAction(async (result, cancellationToken) =>
{
    try
    {
        var overrides = new Overrides(result.GetValue(issuer), result.GetValue(listen), result.GetValue(data), result.GetValue(residents));
        var options = ConfigurationFile.Load(result.GetRequiredValue(config), overrides);
        await using var app = IdentityProviderHost.Build(options);
        await app.StartAsync(cancellationToken);
        await Console.Error.WriteLineAsync($"{Texts.StandInNotice}\n{options.Issuer}  ({options.Residents.Count} residents)");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
    catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
});

return await root.Parse(args).InvokeAsync();
