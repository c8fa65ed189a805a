using System.Collections.Concurrent;
using System.Globalization;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Notes;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Crashes;

/// <summary>
/// A server's writing half as a process of its own, to be killed: takes units on its input, promises on its output, and publishes as
/// fast as it can. Lines: a number and the entries in hexadecimal; a number, the promise and a full stop.
/// </summary>
internal static class CrashWorker
{
    private static readonly PublishPolicy Policy = new(TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(1));

    /// <summary>Arguments: folder, keys of officers and registrar, slots; for PostgreSQL also its two databases and the schema.</summary>
    private static async Task<int> Main(string[] args)
    {
        using var log = new TestLog();
        var terms = TermsOf(args, log);
        var stores = await OpenAsync(args);
        var sequencer = new Sequencer(new(terms, Policy, log.Key, new FastClock()), stores);
        using var intake = await Intake.OpenAsync(
            new(terms, Policy, log.AcceptKey, TimeProvider.System), stores.Entries, _ => throw new NotSupportedException(), CancellationToken.None);
        _ = Task.Run(() => PublishAsync(intake, sequencer));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            _ = Task.Run(() => AnswerAsync(intake, line));
        }

        return 0;
    }

    private static async Task PublishAsync(Intake intake, Sequencer sequencer)
    {
        try
        {
            while (true)
            {
                await intake.RefreshAsync(CancellationToken.None);
                await sequencer.RunOnceAsync(CancellationToken.None);
                await Task.Delay(3);
            }
        }
        catch (Exception failure)
        {
            // Nothing fails here but processes; so whatever it is must show.
            await Console.Error.WriteLineAsync(failure.ToString());
            Environment.Exit(3);
        }
    }

    private static async Task AnswerAsync(Intake intake, string line)
    {
        var words = line.Split(' ');
        try
        {
            Entry[] entries = [.. words[1..].Select(Convert.FromHexString).Select(bytes =>
                Entry.TryDecode(bytes, ReadOnlyMemory<byte>.Empty, out var entry) ? entry : throw new InvalidDataException("no entry"))];
            var unit = EntryUnit.TryMake(entries, out var made) ? made : throw new InvalidDataException("no unit");
            var answer = await intake.AcceptAsync(unit, CancellationToken.None) switch
            {
                IntakeResult.Accepted(var promise) => Convert.ToHexString(promise.Encode()),
                IntakeResult.Refused(var reason, _) => $"{reason}",
                _ => "",
            };
            lock (Policy)
            {
                Console.Out.WriteLine($"{words[0]} {answer} .");
            }
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync(failure.ToString());
            Environment.Exit(4);
        }
    }

    private static LedgerTerms TermsOf(string[] args, TestLog log)
    {
        SignatureKey[] keys = [.. args[1].Split(',').Select(hex =>
            SignatureKey.TryDecode(Convert.FromHexString(hex), out var key) ? key : throw new InvalidDataException("no key"))];
        var election = Digest.TryDecode(Convert.FromHexString(args[2]), out var hash) ? hash : throw new InvalidDataException("no hash");
        var authors = new Authors(keys[..^1], 2, keys[^1], []);
        return new(
            new(election, authors, int.Parse(args[3], CultureInfo.InvariantCulture)), new(log.Origin, log.Key.Public, WitnessPolicy.None));
    }

    private static async Task<SequencerStores> OpenAsync(string[] args)
    {
        string At(string name) => Path.Combine(args[0], name);
        var files = new DiskLogFiles(new(At("log")), new(At("work")));
        if (args.Length == 4)
        {
            return new(
                await SqliteEntryStore.OpenAsync(new(At("entries.db")), CancellationToken.None),
                await SqliteCheckpointStore.OpenAsync(new(At("checkpoint.db")), CancellationToken.None),
                files);
        }

        var schema = SchemaName.TryParse(args[6], out var name) ? name : throw new InvalidDataException("no schema");
        return new(
            await PostgresEntryStore.OpenAsync(new(args[4], schema), CancellationToken.None),
            await PostgresCheckpointStore.OpenAsync(new(args[5], schema), CancellationToken.None),
            files)
        {
            Turn = new PostgresTurn(new(args[4], schema)),
        };
    }

    /// <summary>Lets the seconds between two batches pass in milliseconds.</summary>
    private sealed class FastClock : TimeProvider
    {
        public override long GetTimestamp() => base.GetTimestamp() * 1000;
    }
}
