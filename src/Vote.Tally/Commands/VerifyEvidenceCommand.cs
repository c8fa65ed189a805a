using System.CommandLine;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger;
using Vote.Ledger.Files;
using Vote.Ledger.Witnessing;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`verify-evidence FILE --election HASH`: whether a file proves a fault of the log. spec/ledger.md §10 (3)</summary>
internal static class VerifyEvidenceCommand
{
    public static Command Build(Desk desk)
    {
        var file = Options.Path(desk, "file", Texts.EvidenceFile);
        var election = Options.Required(desk, "--election", Texts.ElectionOption);
        var (manifest, record) = (Options.Optional(desk, "--manifest", Texts.EvidenceManifest), Options.Optional(desk, "--record", Texts.EvidenceRecord));
        var json = Options.Json(desk);
        return new Command("verify-evidence", desk.Text(Texts.VerifyEvidence)) { file, election, manifest, record, json }.Does(desk, async (parsed, token) =>
        {
            var expected = RecordSource.ParseElection(parsed.GetRequiredValue(election));
            var terms = TermsOf(await ManifestAsync(parsed.GetValue(manifest), parsed.GetValue(record), expected, token));
            var path = parsed.GetRequiredValue(file);
            var evidence = Evidence.TryDecode(InputFile.Read(path, Evidence.MaximumLength), out var read)
                ? read
                : throw Stop.Rejected(Texts.FileMalformed, path, "spec/ledger.md §10");
            return Answer(desk, evidence, evidence.Judge(terms), parsed.GetValue(json));
        });
    }

    /// <summary>What the manifest's evidence is judged by.</summary>
    public static EvidenceTerms TermsOf(Manifest manifest) => ManifestTerms.TryReadEvidence(manifest, out var terms)
        ? terms
        : throw Stop.Rejected(Texts.FileMalformed, "manifest", "log");

    private static async Task<Manifest> ManifestAsync(string? file, string? record, ElectionHash expected, CancellationToken cancellationToken) =>
        (file, record) switch
        {
            ({ } path, null) => PublishedManifest.FromFile(path, expected),
            (null, { } folder) => await PublishedManifest.FromLogAsync(Reader(folder), folder, expected, cancellationToken),
            _ => throw Stop.CouldNotRun(Texts.EvidenceKeysMissing),
        };

    private static DiskLogFiles Reader(string folder) => Directory.Exists(folder)
        ? new(new(folder), new(folder + ".work"))
        : throw Stop.CouldNotRun(Texts.FolderMissing, folder);

    private static int Answer(Desk desk, Evidence evidence, LedgerVerdict verdict, bool json)
    {
        var reason = verdict is LedgerVerdict.Refused(_, var detail) ? detail : "";
        var answer = verdict is LedgerVerdict.Accepted ? ExitCode.Done : ExitCode.Rejected;
        desk.Output.WriteLine(json
            ? JsonLine.Of(("kind", KindOf(evidence)), ("outcome", answer == ExitCode.Done ? "proven" : "not-proven"), ("reason", reason))
            : answer == ExitCode.Done ? Words(desk, evidence) : desk.Text(Texts.EvidenceRejected, reason));
        return answer;
    }

    private static string KindOf(Evidence evidence) => evidence is Evidence.Fork ? "fork" : "broken-promise";

    private static string Words(Desk desk, Evidence evidence) => evidence switch
    {
        Evidence.Fork(var first, var second, _, _) =>
            desk.Text(Texts.EvidenceForkHolds, first.Checkpoint.Size.Value, second.Checkpoint.Size.Value),
        Evidence.BrokenPromise({ Promise: var promise }, var checkpoint, _) =>
            desk.Text(Texts.EvidencePromiseHolds, promise.Leaf.Value.ToHex(), $"{promise.IncludedBy:u}", checkpoint.Checkpoint.Size.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
