using System.CommandLine;
using Vote.Electorate.MainJob;

namespace Vote.Electorate.Synthetic;

/// <summary>`synthetic`: a whole valid record of any size, for measuring. Exit code 0 when the counted totals are those that were voted.</summary>
internal static class SyntheticCommand
{
    public static Command Build(TextWriter output)
    {
        var voters = new Option<int>("--voters") { Description = "voters; every fiftieth votes twice", DefaultValueFactory = _ => 1_000 };
        var options = new Option<int>("--options") { Description = "options of the one question (approve 1 to 5 of them)", DefaultValueFactory = _ => 13 };
        var mode = new Option<string>("--mode") { Description = "homomorphic, or mixed: two trustees shuffle", DefaultValueFactory = _ => SyntheticElection.Homomorphic };
        mode.AcceptOnlyFromAmong(SyntheticElection.Homomorphic, SyntheticElection.Mixed);
        var folder = new Option<string>("--out") { Description = "folder of the record; must not exist", Required = true };
        var command = new Command(
            "synthetic",
            "Write a whole record of an invented election to measure verifiers with: real keys, a real ceremony of three trustees, real proofs "
            + "and signatures, every check of the specification holds. Nobody signed in: there are no residents, the slots' commitments and the "
            + "enrolments' act commitments are random bytes that open to nothing, and all secrets are forgotten.")
        {
            voters, options, mode, folder,
        };
        command.SetAction((parsed, token) => RunAsync(
            new SyntheticElection(parsed.GetValue(voters), parsed.GetValue(options), parsed.GetRequiredValue(mode)),
            new DirectoryInfo(parsed.GetRequiredValue(folder)),
            output,
            token));
        return command;
    }

    private static async Task<int> RunAsync(SyntheticElection size, DirectoryInfo folder, TextWriter output, CancellationToken cancellationToken)
    {
        if (folder.Exists)
        {
            throw new IOException($"{folder.FullName} exists.");
        }

        var narrator = new Narrator(output, TimeProvider.System);
        using var office = await narrator.StageAsync("keys, key ceremony of three trustees, manifest", () => Task.Run(() => SyntheticOffice.Open(size), cancellationToken));
        var writer = new SyntheticPolling(office, new(folder, office.Terms));
        await narrator.StageAsync($"{size.Voters} voters", () => writer.RunAsync(narrator.Progress(size.Voters), cancellationToken));
        var counting = new SyntheticCounting(office, writer);
        var right = await narrator.StageAsync("close, tally input, shuffles, shares, result", () => counting.RunAsync(cancellationToken));
        narrator.Say($"  totals {(right ? "are those that were voted" : "DIFFER from those that were voted")}");
        narrator.Say($"  try: vote-tally verify {folder.FullName} --election {office.Manifest.Hash}");
        return right ? 0 : 2;
    }
}
