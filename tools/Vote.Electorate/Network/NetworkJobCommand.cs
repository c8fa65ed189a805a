using System.CommandLine;
using Vote.Electorate.MainJob;

namespace Vote.Electorate.Network;

/// <summary>`network-job`: a whole election over HTTP against a real server and provider. Exit code 0 when everything is right.</summary>
internal static class NetworkJobCommand
{
    public static Command Build(TextWriter output)
    {
        var file = new Option<string?>("--file") { Description = "pabulib file; without it, or when it is absent, an invented one of the same shape" };
        var voters = new Option<int>("--voters") { Description = "voters of the invented election", DefaultValueFactory = _ => 801 };
        var mode = new Option<string>("--mode") { Description = "homomorphic or mixed", DefaultValueFactory = _ => "homomorphic" };
        var outFolder = new Option<string>("--out") { Description = "folder for everything that is made", Required = true };
        var cache = new Option<string>("--cache") { Description = "folder of cached resident keys", Required = true };
        var browser = new Option<string?>("--browser") { Description = "folder of Vote.Web, built: the last voter clicks" };
        var command = new Command("network-job", "Hold a whole election over HTTP and verify it") { file, voters, mode, outFolder, cache, browser };
        command.SetAction(async (parsed, token) =>
        {
            var narrator = new Narrator(output, TimeProvider.System);
            var request = new JobRequest(
                Path.GetFullPath(parsed.GetRequiredValue(outFolder)), Path.GetFullPath(parsed.GetRequiredValue(cache)), parsed.GetValue(file), parsed.GetValue(voters));
            var setting = new NetworkSetting(new(new(request.Out)), Path.Combine(request.Cache, "residents"), parsed.GetValue(browser));
            var right = await new NetworkJob(setting, narrator, token).RunAsync(MainJobCommand.Read(request, narrator), parsed.GetRequiredValue(mode));
            narrator.Say(right ? "totals equal the file's; the record verifies" : "NOT RIGHT");
            return right ? 0 : 2;
        });
        return command;
    }
}
