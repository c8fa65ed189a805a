using System.CommandLine;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>
/// `append`: puts signed entries on a record without a server. An entry that would spoil the record — wrong authors, wrong order, a
/// proof that does not hold, a total that does not follow — is refused before anything is written.
/// </summary>
internal static class AppendCommand
{
    public static Command Build(Desk desk)
    {
        var record = Options.Path(desk, "record", Texts.Record);
        var entries = new Argument<string[]>("entries") { Description = desk.Text(Texts.EntryFiles), Arity = ArgumentArity.OneOrMore };
        var election = Options.Required(desk, "--election", Texts.ElectionOption);
        var (logKey, passphrase) = (Options.Required(desk, "--log-key", Texts.LogKey), Options.PassphraseFile(desk));
        return new Command("append", desk.Text(Texts.Append)) { record, entries, election, logKey, passphrase }.Does(desk, async (parsed, token) =>
        {
            var source = new RecordSource(parsed.GetRequiredValue(record), RecordSource.ParseElection(parsed.GetRequiredValue(election)));
            Entry[] added = [.. parsed.GetRequiredValue(entries).Select(EntryFile.Read)];
            var known = new HashSet<Entry>();
            var (terms, size) = File.Exists(Path.Combine(source.Folder, "checkpoint"))
                ? await CheckAsync(desk, source, (added, known), token)
                : (Begin(source, added[0]), 0);
            Entry[] fresh = [.. added.Where(entry => !known.Contains(entry))];
            foreach (var entry in added.Where(known.Contains))
            {
                desk.Say(Texts.AppendedAlready, entry.Body.Type.Name());
            }

            using var key = SecretKeyFile.OpenNoteKey(desk, KeyRole.Log, parsed.GetRequiredValue(logKey), parsed.GetValue(passphrase));
            if (!key.Public.Equals(terms.Log.Key))
            {
                throw Stop.Rejected(Texts.LogKeyForeign);
            }

            await AppendAsync(new RecordAppender(new DirectoryInfo(source.Folder), terms, key), fresh, token);
            desk.Say(Texts.Appended, size + fresh.Length);
            return ExitCode.Done;
        });
    }

    /// <summary>The terms of a record that does not exist yet: those of the opening, when it is of the published election.</summary>
    private static LedgerTerms Begin(RecordSource source, Entry first)
    {
        if (first.Body is not ElectionOpened opened || !OpeningContent.TryDecode(opened.Payload.Bytes.Span, out var content))
        {
            throw Stop.Rejected(Texts.AppendFirst);
        }

        if (content.ManifestHash != source.Election.Value)
        {
            throw Stop.Rejected(Texts.RecordRefused, $"3.1 {content.ManifestHash}");
        }

        return !Opening.TryRead(content, out var opening, out var problems)
            ? throw Stop.Rejected(Texts.RecordRefused, string.Join(Environment.NewLine, problems))
            : ManifestTerms.TryRead(opening.Manifest, out var terms) ? terms : throw Stop.Rejected(Texts.RecordRefused, "3.2");
    }

    /// <returns>The terms, and how many entries the record has.</returns>
    private static async Task<(LedgerTerms Terms, long Size)> CheckAsync(
        Desk desk, RecordSource source, (Entry[] Added, HashSet<Entry> Known) entries, CancellationToken cancellationToken)
    {
        var judges = entries.Added.Any(entry => entry.Body is TallyInput or Shuffle or DecryptionShare or Result);
        var record = judges
            ? await source.ReadBallotsAsync(desk, Phase.Voting, quorum: false, cancellationToken)
            : await source.ReadAsync(desk, Phase.Voting, quorum: false, cancellationToken);
        entries.Known.UnionWith(entries.Added.Where(record.Contains));
        if (judges)
        {
            await RecordSource.AuditAsync(desk, record, [.. entries.Added.Where(entry => !entries.Known.Contains(entry))], cancellationToken);
        }

        return (record.Terms, record.State.Tree.Size.Value);
    }

    private static async Task AppendAsync(RecordAppender appender, Entry[] fresh, CancellationToken cancellationToken)
    {
        if (fresh.Length > 0 && await appender.AppendAsync(fresh, cancellationToken) is LedgerVerdict.Refused(var reason, var detail))
        {
            throw Stop.Rejected(Texts.AppendRefused, reason, detail);
        }
    }
}
