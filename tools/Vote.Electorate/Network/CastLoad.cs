using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Vote.Crypto.Ballots;
using Vote.Electorate.Demo;
using Vote.Electorate.MainJob;
using Vote.Electorate.Pabulib;
using Vote.Electorate.Residents;
using Vote.Ledger.Entries;

namespace Vote.Electorate.Network;

/// <summary>How much is cast, and by how many at once.</summary>
/// <param name="Voters">Residents who sign in.</param>
/// <param name="Ballots">Ballots of each, one after another: each supersedes the one before.</param>
/// <param name="Clients">How many voters cast at once.</param>
internal sealed record CastLoadPlan(int Voters, int Ballots, int Clients);

/// <summary>
/// Casts as fast as a running server takes it. Signing in and encrypting are done before the clock starts; what is timed is a request with a ballot, up to
/// the promise, which each voter checks.
/// </summary>
internal sealed class CastLoad(NetworkSetting setting, Narrator narrator, CancellationToken cancellationToken)
{
    private readonly ConcurrentBag<double> milliseconds = [];

    /// <summary>Prepares, casts, and tells.</summary>
    public async Task RunAsync(CastLoadPlan plan)
    {
        var addresses = Town.FreeAddresses();
        var file = PabulibFile.TryParse(GeneratedElection.Lines("cast load", plan.Voters, 13, 5), out var parsed, out var problem)
            ? parsed
            : throw new InvalidOperationException(problem);
        var residents = InventedResidents.Make(file.Description, plan.Voters);
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var manifest = await new DemoPreparation(setting.Folders, addresses, narrator, setting.Cache)
            .RunAsync(new JobPlan(file, "homomorphic", opens, addresses.Server.Authority), residents, cancellationToken);
        await using var town = await Town.StartAsync(setting.Folders, addresses, client: null, cancellationToken);

        var ready = await narrator.StageAsync(
            $"{plan.Voters} voters sign in and encrypt {plan.Ballots} ballots each", () => PrepareAsync(addresses.Server, manifest, file, plan.Ballots));
        narrator.Say($"  the server is process {town.Server.Id}");
        try
        {
            await CastAsync(ready, plan, addresses.Server, town.Server);
        }
        finally
        {
            Array.ForEach(ready, one => one.Voter.Dispose());
        }
    }

    private async Task<(HttpVoter Voter, Entry[] Ballots)[]> PrepareAsync(Uri server, Manifest manifest, PabulibFile file, int ballots)
    {
        var ready = new (HttpVoter, Entry[])[file.Ballots.Count];
        var progress = narrator.Progress(ready.Length);
        var done = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, ready.Length), cancellationToken, async (number, token) =>
        {
            var voter = new HttpVoter(server, manifest);
            await voter.SignInAsync(number, token);
            int[] options = [.. file.Ballots[number].Approved.Select(project => project + 1)];
            ready[number] = (voter, [.. Enumerable.Range(0, ballots).Select(_ => voter.Seal(options))]);
            progress.Report(Interlocked.Increment(ref done));
        });
        return ready;
    }

    private async Task CastAsync((HttpVoter Voter, Entry[] Ballots)[] ready, CastLoadPlan plan, Uri server, Process process)
    {
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Clients, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ready, options, async (one, token) =>
        {
            foreach (var ballot in one.Ballots)
            {
                var start = clock.Elapsed;
                await one.Voter.CastAsync(server, ballot, token);
                milliseconds.Add((clock.Elapsed - start).TotalMilliseconds);
            }
        });

        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        var busy = (process.TotalProcessorTime - before).TotalMilliseconds / milliseconds.Count;
        double[] sorted = [.. milliseconds.Order()];
        narrator.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"  {plan.Clients} clients: {sorted.Length} ballots in {seconds:0.0} s, {sorted.Length / seconds:0} a second; p50 {At(sorted, 0.5):0} ms, p99 {At(sorted, 0.99):0} ms; "
            + $"{busy:0.00} ms of the server's processor time each"));
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
