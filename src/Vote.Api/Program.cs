using System.CommandLine;
using Vote.Api;
using Vote.Api.Configuration;
using Vote.Api.Operations;
using Vote.Ledger.Storage;

Option<string> config = new("--config") { Description = "the configuration file (docs/server.md)", Required = true, Recursive = true };
Option<string?> publicAddress = new("--public") { Description = "where browsers see this server, instead of the file's" };
Option<string?> listen = new("--listen") { Description = "address to listen on, instead of the file's" };
Option<string?> client = new("--client") { Description = "folder of the built client, instead of the file's" };
RootCommand root = new("The server of TsukubaVote elections.") { config, publicAddress, listen, client };
Command clientKey = new("client-key", "Prints the public key (JWK) that the digital-ID provider registers for this server.");
root.Add(clientKey);
Option<string> owner = new("--owner") { Description = "how the owner of the tables connects to the database of entries (Npgsql)", Required = true };
Option<string> checkpointOwner = new("--checkpoint-owner") { Description = "the same for the database of checkpoints", Required = true };
Option<string> role = new("--role") { Description = "the server's role, which exists and is not the owner", Required = true };
Command prepare = new("prepare", "Makes or migrates the schemas of this server and its elections, as their owner (docs/operations.md).") { owner, checkpointOwner, role };
root.Add(new Command("database", "PostgreSQL.") { prepare });

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

prepare.SetAction((result, cancellationToken) => ProcessEdge.RunAsync(async () =>
{
    var app = SchemaName.TryParse(result.GetRequiredValue(role), out var name)
        ? name
        : throw new InvalidDataException("--role: lower-case letters, digits and underscores");
    var done = await DatabasePreparation.RunAsync(
        ConfigurationFile.Elections(result.GetRequiredValue(config)),
        new(result.GetRequiredValue(owner), result.GetRequiredValue(checkpointOwner), app),
        cancellationToken);
    await Console.Error.WriteLineAsync($"ready: {string.Join(", ", done.Select(schema => schema.Text))}");
}));

Option<DirectoryInfo> place = new("--at") { Description = "the folder of the backup", Required = true };
Command backup = new("backup", "Copies what this server's elections on SQLite cannot do without, while it runs (docs/operations.md).") { place };
Command restore = new("restore", "Puts a backup where the server looks; overwrites nothing.") { place };
root.Add(backup);
root.Add(restore);
backup.SetAction((result, cancellationToken) => ProcessEdge.RunAsync(async () =>
{
    foreach (var (id, folder) in ConfigurationFile.States(result.GetRequiredValue(config)))
    {
        await SqliteBackup.WriteAsync(folder, result.GetRequiredValue(place).CreateSubdirectory(id.Hex), cancellationToken);
    }
}));
restore.SetAction((result, cancellationToken) => ProcessEdge.RunAsync(async () =>
{
    foreach (var (id, folder) in ConfigurationFile.States(result.GetRequiredValue(config)))
    {
        await SqliteBackup.RestoreAsync(new(Path.Combine(result.GetRequiredValue(place).FullName, id.Hex)), folder, cancellationToken);
    }
}));

return await root.Parse(args).InvokeAsync();
