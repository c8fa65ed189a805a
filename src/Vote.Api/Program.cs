using System.CommandLine;
using Vote.Api;
using Vote.Api.Configuration;

Option<string> config = new("--config") { Description = "the configuration file (docs/server.md)", Required = true, Recursive = true };
Option<string?> publicAddress = new("--public") { Description = "where browsers see this server, instead of the file's" };
Option<string?> listen = new("--listen") { Description = "address to listen on, instead of the file's" };
Option<string?> client = new("--client") { Description = "folder of the built client, instead of the file's" };
RootCommand root = new("The server of TsukubaVote elections.") { config, publicAddress, listen, client };
Command clientKey = new("client-key", "Prints the public key (JWK) that the digital-ID provider registers for this server.");
root.Add(clientKey);

root.SetAction((result, cancellationToken) => ProcessEdge.RunAsync(async () =>
{
    var overrides = new Overrides(result.GetValue(publicAddress), result.GetValue(listen), result.GetValue(client));
    var options = ConfigurationFile.Load(result.GetRequiredValue(config), overrides, TimeProvider.System);
    await using var app = ApiHost.Build(options);
    await app.StartAsync(cancellationToken);
    await Console.Error.WriteLineAsync($"{options.PublicAddress}  ({options.Elections.Count} elections)");
    await app.WaitForShutdownAsync(cancellationToken);
}));

clientKey.SetAction((result, _) => ProcessEdge.RunAsync(async () =>
{
    using var key = ConfigurationFile.ClientKey(result.GetRequiredValue(config));
    await Console.Out.WriteLineAsync(key.PublicJwk());
}));

return await root.Parse(args).InvokeAsync();
