using System.CommandLine;
using Vote.Electorate.MainJob;

namespace Vote.Electorate.Network;

/// <summary>`cast-load`: how many ballots a second a real server takes over HTTP.</summary>
internal static class CastLoadCommand
{
    public static Command Build(TextWriter output)
    {
        var voters = new Option<int>("--voters") { Description = "residents who sign in", DefaultValueFactory = _ => 200 };
        var ballots = new Option<int>("--ballots") { Description = "ballots of each, one after another", DefaultValueFactory = _ => 20 };
        var clients = new Option<int>("--clients") { Description = "how many cast at once", DefaultValueFactory = _ => 16 };
        var outFolder = new Option<string>("--out") { Description = "folder for everything that is made", Required = true };
        var cache = new Option<string>("--cache") { Description = "folder of cached resident keys", Required = true };
        var command = new Command("cast-load", "Cast over HTTP as fast as the server takes it, and say how fast that was") { voters, ballots, clients, outFolder, cache };
        command.SetAction(async (parsed, token) =>
        {
            var setting = new NetworkSetting(
                new(new(Path.GetFullPath(parsed.GetRequiredValue(outFolder)))), Path.Combine(Path.GetFullPath(parsed.GetRequiredValue(cache)), "residents"), Browser: null);
            await new CastLoad(setting, new Narrator(output, TimeProvider.System), token)
                .RunAsync(new(parsed.GetValue(voters), parsed.GetValue(ballots), parsed.GetValue(clients)));
        });
        return command;
    }
}
