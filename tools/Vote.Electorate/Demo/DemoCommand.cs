using System.CommandLine;
using Vote.Electorate.MainJob;

namespace Vote.Electorate.Demo;

/// <summary>`demo prepare` and `demo tally`: what ./run and ./run tally do.</summary>
internal static class DemoCommand
{
    public static Command Build(TextWriter output)
    {
        var outFolder = new Option<string>("--out") { Description = "folder of the demo", Required = true };
        var server = new Option<string>("--server") { Description = "the server's address", DefaultValueFactory = _ => "http://localhost:5200" };
        var provider = new Option<string>("--provider") { Description = "the provider's address", DefaultValueFactory = _ => "http://localhost:5201" };
        var mode = new Option<string>("--mode") { Description = "homomorphic or mixed", DefaultValueFactory = _ => "mixed" };
        var prepare = new Command("prepare", "Lay the demo election down, or go on with it") { outFolder, server, provider, mode };
        prepare.SetAction((parsed, token) => AnswerAsync(async () =>
        {
            var addresses = new DemoAddresses(new(parsed.GetRequiredValue(server)), new(parsed.GetRequiredValue(provider)));
            await new DemoPreparation(new(new(Path.GetFullPath(parsed.GetRequiredValue(outFolder)))), addresses, new(output, TimeProvider.System))
                .RunAsync(parsed.GetRequiredValue(mode), token);
            return 0;
        }));
        var tally = new Command("tally", "Close, tally and verify the demo election while its server runs") { outFolder, server, provider };
        tally.SetAction((parsed, token) => AnswerAsync(() => new DemoTally(
            new(new(Path.GetFullPath(parsed.GetRequiredValue(outFolder)))),
            new(new(parsed.GetRequiredValue(server)), new(parsed.GetRequiredValue(provider))),
            new(output, TimeProvider.System),
            token).RunAsync()));
        return new Command("demo", "The demo election") { prepare, tally };
    }

    private static async Task<int> AnswerAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
