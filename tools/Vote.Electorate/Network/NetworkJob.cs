using System.Diagnostics;
using Vote.Crypto.Ballots;
using Vote.Electorate.Demo;
using Vote.Electorate.MainJob;
using Vote.Electorate.Pabulib;
using Vote.Electorate.Residents;
using Vote.Identity.Roll;

namespace Vote.Electorate.Network;

/// <summary>What a whole election over the network needs.</summary>
/// <param name="Folders">Where everything goes.</param>
/// <param name="Cache">Residents' keys that several runs share.</param>
/// <param name="Browser">The folder of Vote.Web with its built client, when the last voter is a browser.</param>
internal sealed record NetworkSetting(DemoFolders Folders, string Cache, string? Browser);

/// <summary>
/// The main job once more, over HTTP: every voter signs in at the provider and casts to a running server; the last one by clicking in a browser;
/// then close, tally and verification on the record as a stranger downloads it.
/// </summary>
internal sealed class NetworkJob(NetworkSetting setting, Narrator narrator, CancellationToken cancellationToken)
{
    /// <summary>How many voters are under way at once.</summary>
    private const int AtOnce = 6;

    /// <summary>Holds the election.</summary>
    /// <returns>Whether totals are right and the record verifies.</returns>
    public async Task<bool> RunAsync(PabulibFile file, string mode)
    {
        var addresses = Town.FreeAddresses();
        var plan = new JobPlan(file, mode, TimeProvider.System.GetUtcNow().AddMinutes(-1), addresses.Server.Authority);
        var residents = InventedResidents.Make(file.Description, file.Ballots.Count);
        var manifest = await new DemoPreparation(setting.Folders, addresses, narrator, setting.Cache).RunAsync(plan, residents, cancellationToken);
        var client = setting.Browser is null ? null : Path.Combine(setting.Browser, "dist");
        await using var town = await Town.StartAsync(setting.Folders, addresses, client, cancellationToken);

        var byHttp = file.Ballots.Count - (setting.Browser is null ? 0 : 1);
        await narrator.StageAsync($"{byHttp} voters over HTTP", () => CastAsync(addresses.Server, manifest, file.Ballots.Take(byHttp).ToArray()));
        if (setting.Browser is not null)
        {
            await narrator.StageAsync("the last voter by clicking in a browser, on a phone, in Japanese", () => ClickAsync(addresses.Server, residents[byHttp], byHttp, file.Ballots[byHttp]));
        }

        var verified = await new DemoTally(setting.Folders, addresses, narrator, cancellationToken).RunAsync() == 0;
        var counting = new Counting(setting.Folders.People, new VoteTally(setting.Folders.People, cancellationToken), manifest);
        var result = await counting.ReadResultAsync(Path.Combine(setting.Folders.Root.FullName, "records", "verified"), cancellationToken);
        var totals = JobRunner.Totals(result.Questions[0]);
        return verified && file.Projects.Select(project => (long)project.Votes).Zip(totals).All(pair => pair.First == pair.Second);
    }

    private async Task CastAsync(Uri server, Manifest manifest, ProjectBallot[] ballots)
    {
        var progress = narrator.Progress(ballots.Length);
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, ballots.Length), options, async (number, token) =>
        {
            using var voter = new HttpVoter(server, manifest);
            await voter.VoteAsync(number, [.. ballots[number].Approved.Select(project => project + 1)], token);
            progress.Report(Interlocked.Increment(ref done));
        });
    }

    /// <summary>The provider's page shows some residents only, so the voter searches by address, which no two share.</summary>
    private async Task ClickAsync(Uri server, RollRow resident, int number, ProjectBallot ballot)
    {
        var choices = string.Join(',', ballot.Approved.Select(project => project + 1));
        var start = new ProcessStartInfo("node", ["e2e/vote.mjs", server.AbsoluteUri, $"{number}", choices, "--search", resident.Person.Address.Value])
        {
            WorkingDirectory = setting.Browser,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var talk = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The browser did not vote: {await output} {talk}");
        }
    }
}
