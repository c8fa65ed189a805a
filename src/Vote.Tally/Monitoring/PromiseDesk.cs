using Vote.Crypto.ElGamal;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Records;
using Vote.Ledger.Witnessing;
using Vote.Tally.Commands;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Monitoring;

/// <summary>Holds a folder of promises and receipts against a record and says each one's fate by the name of its file. spec/ledger.md §10 (4)</summary>
/// <param name="desk">Where to say it.</param>
/// <param name="folder">What voters handed over.</param>
/// <param name="evidence">Where proofs go; nowhere without it.</param>
internal sealed class PromiseDesk(Desk desk, string folder, string? evidence)
{
    private const string NotReached = "not-reached";

    /// <summary>What a file's promise came to.</summary>
    private sealed record Line(string File, string Outcome, string What);

    /// <summary>Judges all of them.</summary>
    /// <returns>Whether every promise of this election was kept; a folder without any does not count as that.</returns>
    public async Task<bool> RunAsync(DirectoryInfo record, ElectionHash expected, bool json, CancellationToken cancellationToken)
    {
        var audit = await OpenAsync(record, expected, cancellationToken);
        Line[] lines = [.. PromiseFolder.Read(folder).Select(file => Describe(file, audit))];
        foreach (var line in lines)
        {
            desk.Output.WriteLine(json ? JsonLine.Of(("file", line.File), ("promise", line.Outcome), ("what", line.What)) : Words(line));
        }

        int Count(string outcome) => lines.Count(line => line.Outcome == outcome);
        var (kept, bad) = (Count("kept"), Count("broken") + Count("missing") + Count(NotReached));
        if (!json)
        {
            desk.Output.WriteLine(desk.Text(Texts.PromiseCount, kept, Count("broken"), Count("missing"), lines.Length - kept - bad));
        }

        return kept > 0 && bad == 0;
    }

    private static async Task<VoterNoteAudit?> OpenAsync(DirectoryInfo record, ElectionHash expected, CancellationToken cancellationToken)
    {
        var manifest = await PublishedManifest.FromLogAsync(new DiskLogFiles(record, record), record.FullName, expected, cancellationToken);
        return await RecordFolder.OpenAsync(record, cancellationToken) is { } opened
            ? await VoterNoteAudit.OpenAsync(opened, VerifyEvidenceCommand.TermsOf(manifest), cancellationToken)
            : null;
    }

    private Line Describe(HandedOver file, VoterNoteAudit? audit)
    {
        var name = Path.GetFileName(file.Path);
        return file.Note is not { } note ? new(name, "no-promise", "") : audit?.Judge(note) switch
        {
            NoteFate.Kept(var index) => new(name, "kept", $"{index.Value}"),
            NoteFate.Broken(var proof) => new(name, "broken", evidence is null ? LeafOf(note) : EvidenceFile.Write(evidence, proof)),
            NoteFate.Missing(var because) => new(name, "missing", $"{LeafOf(note)}: {because}"),
            NoteFate.Foreign => new(name, "foreign", LeafOf(note)),
            null => new(name, NotReached, ""),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string LeafOf(VoterNote note) => note switch
    {
        VoterNote.Promised(var promise) => promise.Promise.Leaf.Value.ToHex(),
        VoterNote.Received(var receipt) => LeafHash.Of(receipt.Entry.Span).Value.ToHex(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Words(Line line) => desk.Text(
        line.Outcome switch
        {
            "kept" => Texts.PromiseKept,
            "broken" => Texts.PromiseBroken,
            "missing" => Texts.PromiseMissing,
            "foreign" => Texts.PromiseForeign,
            NotReached => Texts.PromiseNotReached,
            _ => Texts.MonitorNoPromise,
        },
        line.File,
        line.What);
}
