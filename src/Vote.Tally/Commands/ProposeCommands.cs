using System.CommandLine;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>
/// `open propose`, `close propose`, `tally-input propose`: anyone derives an officers' entry and writes it unsigned. What makes it
/// valid are the two signatures of `sign`, each made after the same derivation.
/// </summary>
internal static class ProposeCommands
{
    public static Command BuildOpen(Desk desk)
    {
        var manifest = Options.Required(desk, "--manifest", Texts.ManifestFile);
        var ceremony = Options.Required(desk, "--ceremony", Texts.ManifestCeremony);
        var slots = Options.Required(desk, "--slots", Texts.ManifestSlots);
        var outFile = Options.Required(desk, "--out", Texts.OutFileOption);
        var propose = new Command("propose", desk.Text(Texts.Propose)) { manifest, ceremony, slots, outFile }.Does(desk, (parsed, _) =>
        {
            OutputFile.RequireFree(parsed.GetRequiredValue(outFile));
            var parts = OpeningParts.Read(
                desk, parsed.GetRequiredValue(manifest), parsed.GetRequiredValue(ceremony), parsed.GetRequiredValue(slots));
            Write(desk, parsed.GetRequiredValue(outFile), OfficerEntries.Open(parts, OfficerEntries.DrawNonce()));
            desk.Say(Texts.ManifestHash, parts.Manifest.Hash, desk.Words(parts.Manifest.Hash.Value));
            return ExitCode.Done;
        });
        return new Command("open", desk.Text(Texts.Open)) { propose };
    }

    public static Command BuildClose(Desk desk)
    {
        var (record, election) = (Options.Path(desk, "record", Texts.Record), Options.Required(desk, "--election", Texts.ElectionOption));
        var outFile = Options.Required(desk, "--out", Texts.OutFileOption);
        var propose = new Command("propose", desk.Text(Texts.Propose)) { record, election, outFile }.Does(desk, async (parsed, token) =>
        {
            OutputFile.RequireFree(parsed.GetRequiredValue(outFile));
            var source = new RecordSource(parsed.GetRequiredValue(record), RecordSource.ParseElection(parsed.GetRequiredValue(election)));
            Write(desk, parsed.GetRequiredValue(outFile), await OfficerEntries.DeriveAsync(desk, EntryType.VotingClosed, source, token));
            return ExitCode.Done;
        });
        return new Command("close", desk.Text(Texts.Close)) { propose };
    }

    public static Command BuildTallyInput(Desk desk)
    {
        var (record, election) = (Options.Path(desk, "record", Texts.Record), Options.Required(desk, "--election", Texts.ElectionOption));
        var overrides = Options.Optional(desk, "--overrides", Texts.OverridesOut);
        var outFile = Options.Required(desk, "--out", Texts.OutFileOption);
        var propose = new Command("propose", desk.Text(Texts.Propose)) { record, election, overrides, outFile }.Does(desk, async (parsed, token) =>
        {
            var source = new RecordSource(parsed.GetRequiredValue(record), RecordSource.ParseElection(parsed.GetRequiredValue(election)));
            OutputFile.RequireFree(parsed.GetRequiredValue(outFile));
            var input = await OfficerEntries.DeriveAsync(desk, EntryType.TallyInput, source, token);
            await ProposeOverridesAsync(desk, source, parsed.GetValue(overrides), token);
            Write(desk, parsed.GetRequiredValue(outFile), input);
            return ExitCode.Done;
        });
        return new Command("tally-input", desk.Text(Texts.TallyInput)) { propose };
    }

    /// <summary>Writes a proposal.</summary>
    public static void Write(Desk desk, string path, UnsignedEntry entry)
    {
        EntryFile.Create(path, entry);
        desk.Say(Texts.EntryProposed, path);
    }

    private static async Task ProposeOverridesAsync(Desk desk, RecordSource source, string? path, CancellationToken cancellationToken)
    {
        var record = await source.ReadAsync(desk, Phase.Closed, quorum: false, cancellationToken);
        if (record.Phase == Phase.Closed)
        {
            var file = path ?? throw Stop.CouldNotRun(Texts.OverridesMissing);
            Write(desk, file, await OfficerEntries.DeriveAsync(desk, EntryType.OverridesClosed, source, cancellationToken));
        }
    }
}
