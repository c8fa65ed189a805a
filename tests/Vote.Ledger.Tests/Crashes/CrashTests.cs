using System.Security.Cryptography;
using System.Threading.Channels;
using Vote.Ledger.Entries;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Writing;
using Xunit.Abstractions;

namespace Vote.Ledger.Tests.Crashes;

/// <summary>
/// <c>kill -9</c> at random under load: of the only process on SQLite, and of one of two on PostgreSQL, where the other takes over. What
/// was promised is on the log once, under the same promise.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Underway = 16;
    private const int Slots = 1_000_000;

    private readonly Channel<WorkerAnswer> answers = Channel.CreateUnbounded<WorkerAnswer>();
    private readonly Dictionary<int, EntryUnit> unanswered = [];
    private readonly Dictionary<LeafHash, string> promises = [];
    private readonly List<LeafHash> names = [];
    private IReadOnlyList<string> arguments = [];
    private int answered;

    [Theory]
    [InlineData(StoreKind.Sqlite, 1)]
    [InlineData(StoreKind.Postgres, 2)]
    public async Task LosesAndDoublesNothing(StoreKind kind, int count)
    {
        using var house = new TestHouse(kind, Slots);
        await OpenAsync(house);
        arguments = await ArgumentsAsync(house);
        Fill(house.Election);
        var workers = Enumerable.Range(0, count).Select(_ => Start()).ToArray();
        var kills = Nightly.Or(25, 500);
        for (var kill = 0; kill < kills; kill++)
        {
            await WaitAsync(house.Election, workers);
            await workers[kill % count].KillAsync();
            workers[kill % count] = Start();
        }

        await UntilAsync(house.Election, workers, () => answered > kills);
        await Task.WhenAll(workers.Select(worker => worker.KillAsync()));
        await CheckAsync(house);
        output.WriteLine($"{kills} kills, {promises.Count} promises");
    }

    private static async Task OpenAsync(TestHouse house)
    {
        var stores = await house.StoresAsync();
        await TestHouse.AcceptedAsync(await house.IntakeAsync(stores.Entries), house.Election.Opened());
        await house.Sequencer(stores).RunOnceAsync(CancellationToken.None);
    }

    private static async Task<IReadOnlyList<string>> ArgumentsAsync(TestHouse house)
    {
        var keys = house.Election.Officers.Append(house.Election.Registrar).Select(key => Convert.ToHexString(key.Public.Bytes));
        List<string> all = [house.Record.Folder.Path, string.Join(',', keys), house.Election.Hash.ToHex(), $"{Slots}"];
        if (house.Stores.Kind == StoreKind.Postgres)
        {
            var server = await house.Stores.PreparedAsync();
            all.AddRange([server.As(TestPostgres.App), server.As(TestPostgres.App, "_checkpoint"), house.Stores.Schema.Text]);
        }

        return all;
    }

    /// <summary>A process that gets everything nobody has answered yet, so that all processes work on the same ballots.</summary>
    private WorkerProcess Start()
    {
        var worker = new WorkerProcess(arguments, answers.Writer);
        foreach (var (number, unit) in unanswered)
        {
            worker.Send(number, unit);
        }

        return worker;
    }

    /// <summary>Until a moment after the start, or after the next answer: deaths come while starting, replaying, writing, publishing.</summary>
    private async Task WaitAsync(TestElection election, WorkerProcess[] workers)
    {
        if (RandomNumberGenerator.GetInt32(3) > 0)
        {
            var before = answered;
            await UntilAsync(election, workers, () => answered > before);
        }

        using var moment = new CancellationTokenSource(RandomNumberGenerator.GetInt32(250));
        while (await TakeAsync(election, workers, moment.Token))
        {
        }
    }

    private async Task UntilAsync(TestElection election, WorkerProcess[] workers, Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(Nightly.Or(2, 20)));
        while (!condition())
        {
            Assert.True(await TakeAsync(election, workers, patience.Token), $"no process answers, after {promises.Count} promises");
        }
    }

    private async Task<bool> TakeAsync(TestElection election, WorkerProcess[] workers, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await answers.Reader.ReadAsync(cancellationToken);
            var leaf = names[answer.Number];
            Assert.True(answer.Promise.Length > 100, $"an honest ballot was refused: {answer.Promise}");
            Assert.Equal(promises.GetValueOrDefault(leaf, answer.Promise), answer.Promise);
            promises[leaf] = answer.Promise;
            answered += unanswered.Remove(answer.Number) ? 1 : 0;
            foreach (var (number, unit) in Fill(election))
            {
                Array.ForEach(workers, worker => worker.Send(number, unit));
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private List<(int Number, EntryUnit Unit)> Fill(TestElection election)
    {
        List<(int, EntryUnit)> added = [];
        while (unanswered.Count < Underway)
        {
            var number = names.Count;
            var unit = TestHouse.Unit(election.Enrolment(number + 1), election.FirstBallot(number + 1));
            names.Add(unit.Key);
            unanswered.Add(number, unit);
            added.Add((number, unit));
        }

        return added;
    }

    private async Task CheckAsync(TestHouse house)
    {
        var stores = await house.StoresAsync();
        var sequencer = house.Sequencer(stores with { Turn = await house.Stores.TurnAsync() });
        await sequencer.DrainAsync(CancellationToken.None);
        await sequencer.RunOnceAsync(CancellationToken.None);
        var published = (await house.AuditedAsync()).Where(entry => entry.Body is BallotCast).Select(entry => entry.LeafHash).ToList();
        Assert.Equal(published.Count, published.Distinct().Count());
        Assert.Empty(promises.Keys.Except(published));
        Assert.Empty(published.Except(names));

        var intake = await house.IntakeAsync(stores.Entries);
        foreach (var (leaf, promise) in promises)
        {
            var known = await intake.FindAsync(leaf, CancellationToken.None);
            Assert.Equal(promise, Convert.ToHexString(known!.Promise.Encode()));
        }
    }
}
