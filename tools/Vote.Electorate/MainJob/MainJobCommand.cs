using System.CommandLine;
using Vote.Electorate.Pabulib;

namespace Vote.Electorate.MainJob;

/// <summary>`main-job`: whole elections of a pabulib file, homomorphic and mixed, with a summary. Exit code 0 when both are right.</summary>
internal static class MainJobCommand
{
    public static Command Build(TextWriter output)
    {
        var file = new Option<string?>("--file") { Description = "pabulib file; without it, or when it is absent, an invented one of the same shape" };
        var voters = new Option<int>("--voters") { Description = "voters of the invented election", DefaultValueFactory = _ => 801 };
        var mode = new Option<string[]>("--mode") { Description = "homomorphic, mixed", DefaultValueFactory = _ => ["homomorphic", "mixed"], AllowMultipleArgumentsPerToken = true };
        var outFolder = new Option<string>("--out") { Description = "folder for everything that is made; must not exist", Required = true };
        var cache = new Option<string>("--cache") { Description = "folder of cached resident keys", Required = true };
        var command = new Command("main-job", "Hold whole elections and verify them") { file, voters, mode, outFolder, cache };
        command.SetAction((parsed, token) => RunAsync(
            new(parsed.GetRequiredValue(outFolder), parsed.GetRequiredValue(cache), parsed.GetValue(file), parsed.GetValue(voters)),
            parsed.GetRequiredValue(mode),
            output,
            token));
        return command;
    }

    private static async Task<int> RunAsync(JobRequest request, string[] modes, TextWriter output, CancellationToken cancellationToken)
    {
        var narrator = new Narrator(output, TimeProvider.System);
        var election = Read(request, narrator);
        var succeeded = true;
        foreach (var mode in modes)
        {
            narrator.Say($"── {election.Description}: {election.Ballots.Count} voters, {election.Projects.Count} projects, {mode}");
            var folders = new JobFolders(new(Path.Combine(request.Out, mode)));
            var outcome = await new JobRunner(folders, new(request.Cache), narrator, UnobservedDevices.Instance, cancellationToken).RunAsync(election, mode);
            succeeded &= outcome.Succeeded;
            narrator.Say($"  totals {(outcome.TotalsAreRight ? "equal the file's" : "DIFFER from the file's")}; {outcome.Copies.Count} records {(outcome.Verified ? "verified, same result" : "NOT VERIFIED")}");
            narrator.Say($"  try: vote-tally verify {outcome.Copies[0]} --election {outcome.Manifest.Hash}");
        }

        return succeeded ? 0 : 2;
    }

    /// <summary>The election of a pabulib file, or an invented one where the file is absent.</summary>
    public static PabulibFile Read(JobRequest request, Narrator narrator)
    {
        if (request.File is { } file && File.Exists(file))
        {
            return PabulibFile.TryParse(File.ReadLines(file), out var real, out var problem)
                ? real
                : throw new InvalidDataException($"{file}: {problem}");
        }

        narrator.Say("No pabulib file is at hand: an invented election of the same shape is held instead.");
        return PabulibFile.TryParse(GeneratedElection.Lines("main job", request.Voters, 8, 5), out var invented, out _)
            ? invented
            : throw new InvalidOperationException("The generator writes a file that cannot be read.");
    }

}

/// <summary>What a job was asked for.</summary>
internal sealed record JobRequest(string Out, string Cache, string? File, int Voters);
