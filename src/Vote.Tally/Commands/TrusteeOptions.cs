using System.CommandLine;
using Vote.Tally.Ceremonies;
using Vote.Tally.Entries;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Ledger.Rules;

namespace Vote.Tally.Commands;

/// <summary>What `mix` and `decrypt` have in common.</summary>
internal sealed class TrusteeOptions(Desk desk)
{
    private readonly Argument<string> record = Options.Path(desk, "record", Texts.Record);
    private readonly Option<string> election = Options.Required(desk, "--election", Texts.ElectionOption);
    private readonly Option<string> folder = Options.Required(desk, "--trustee-dir", Texts.TrusteeFolder);
    private readonly Option<string> outFile = Options.Required(desk, "--out", Texts.OutFileOption);
    private readonly Option<string?> rpc = Options.Optional(desk, "--rpc", Texts.AnchorRpc);
    private readonly Option<string?> passphrase = Options.PassphraseFile(desk);

    /// <summary>A command with these options.</summary>
    public Command Command(string name, Phrase description) =>
        new(name, desk.Text(description)) { record, election, folder, outFile, rpc, passphrase };

    /// <summary>Where the entry goes.</summary>
    public string OutFile(ParseResult parsed) => parsed.GetRequiredValue(outFile);

    /// <summary>Opens the trustee's folder and verifies the record.</summary>
    public Task<(TallyTrustee Trustee, TallyAudit Audit, Phase Phase)> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        TallyTrustee.OpenAsync(
            desk,
            new TrusteeFolder(parsed.GetRequiredValue(folder)),
            new RecordSource(parsed.GetRequiredValue(record), RecordSource.ParseElection(parsed.GetRequiredValue(election))),
            (parsed.GetValue(passphrase), parsed.GetValue(rpc), cancellationToken));
}
