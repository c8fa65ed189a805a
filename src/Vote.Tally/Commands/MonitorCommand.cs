using System.CommandLine;
using Vote.Ledger.Notes;
using Vote.Ledger.Witnessing;
using Vote.Tally.Entries;
using Vote.Tally.Monitoring;
using Vote.Tally.Network;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>
/// `monitor URL --keep DIR --election HASH`: follows a published log, keeps all of it in DIR/record, every signed checkpoint in
/// DIR/checkpoints, and proofs of faults in DIR/evidence. Ends with 2 once a fault is proven. spec/ledger.md §10 (2)
/// </summary>
internal static class MonitorCommand
{
    private const int DefaultInterval = 60;

    public static Command Build(Desk desk)
    {
        var url = Options.Path(desk, "url", Texts.LogUrl);
        var (keep, election) = (Options.Required(desk, "--keep", Texts.MonitorKeep), Options.Required(desk, "--election", Texts.ElectionOption));
        var (manifest, promises) = (Options.Optional(desk, "--manifest", Texts.EvidenceManifest), Options.Optional(desk, "--promises", Texts.MonitorPromises));
        var once = new Option<bool>("--once") { Description = desk.Text(Texts.MonitorOnce) };
        var interval = new Option<int>("--interval") { Description = desk.Text(Texts.MonitorInterval), DefaultValueFactory = _ => DefaultInterval };
        var json = Options.Json(desk);
        return new Command("monitor", desk.Text(Texts.Monitor)) { url, keep, election, manifest, promises, once, interval, json }.Does(desk, async (parsed, token) =>
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
            var address = parsed.GetRequiredValue(url);
            var log = new HttpLog(http, Addresses.Parse(address));
            var expected = RecordSource.ParseElection(parsed.GetRequiredValue(election));
            var known = parsed.GetValue(manifest) is { } file
                ? PublishedManifest.FromFile(file, expected)
                : await PublishedManifest.FromLogAsync(log, address, expected, token);
            var watch = new Watch(
                desk, log, VerifyEvidenceCommand.TermsOf(known), parsed.GetRequiredValue(keep), parsed.GetValue(promises), parsed.GetValue(json));
            return parsed.GetValue(once)
                ? await watch.LookAsync(token) is Found.Nothing ? ExitCode.Done : ExitCode.Rejected
                : await watch.FollowAsync(TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(interval))), token);
        });
    }

    /// <summary>How bad a look was.</summary>
    private enum Found
    {
        Nothing,
        Alarm,
        Proof,
    }

    private sealed class Watch(Desk desk, HttpLog log, EvidenceTerms terms, string folder, string? promises, bool json)
    {
        private readonly AlarmDesk alarms = new(desk, Path.Combine(folder, "evidence"), json);
        private readonly CheckpointKeeper keeper = new(log, terms.Log, Path.Combine(folder, "checkpoints"));

        /// <summary>Looks again and again until a fault is proven. A network that fails is said and asked again.</summary>
        public async Task<int> FollowAsync(TimeSpan interval, CancellationToken cancellationToken)
        {
            while (await TryLookAsync(cancellationToken) is not Found.Proof)
            {
                await Task.Delay(interval, desk.Clock, cancellationToken);
            }

            return ExitCode.Rejected;
        }

        public async Task<Found> LookAsync(CancellationToken cancellationToken)
        {
            // Opened anew for each look: what a failed one left half done is read as it is on the disk.
            var kept = await KeptLog.OpenAsync(new(Path.Combine(folder, "record")), terms.Log, cancellationToken);
            var found = await new LogMonitor(keeper, kept, terms, desk.Clock).RunAsync(ReadPromises(), cancellationToken);
            foreach (var alarm in found)
            {
                alarms.Raise(alarm);
            }

            if (found.Count == 0)
            {
                desk.Say(Texts.MonitorHolds, kept.Head?.Checkpoint.Size.Value ?? 0);
            }

            return found.Any(alarm => alarm is LogAlarm.Proven) ? Found.Proof : found.Count > 0 ? Found.Alarm : Found.Nothing;
        }

        private async Task<Found> TryLookAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await LookAsync(cancellationToken);
            }
            catch (HttpRequestException failure)
            {
                desk.Say(Texts.NetworkFailed, failure.Message);
                return Found.Alarm;
            }
        }

        private List<SignedPromise> ReadPromises()
        {
            List<SignedPromise> found = [];
            foreach (var file in promises is null ? [] : PromiseFolder.Read(promises))
            {
                if (file.Note is VoterNote.Promised(var promise))
                {
                    found.Add(promise);
                }
                else
                {
                    desk.Say(Texts.MonitorNoPromise, file.Path);
                }
            }

            return found;
        }
    }
}
