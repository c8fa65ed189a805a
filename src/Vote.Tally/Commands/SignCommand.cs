using System.CommandLine;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Network;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>
/// `sign`: an officer derives the proposed entry on a machine of their own and signs only what that gives. The proposal says
/// nothing but which entry is meant (and, at opening, the nonce).
/// </summary>
internal static class SignCommand
{
    private sealed record Inputs(RecordSource? Source, Func<OpeningParts>? Opening, string? Rpc);

    public static Command Build(Desk desk)
    {
        var entry = Options.Path(desk, "entry", Texts.EntryFile);
        var key = Options.Required(desk, "--key", Texts.SecretKeyFile);
        var outFile = Options.Required(desk, "--out", Texts.OutFileOption);
        var record = Options.Optional(desk, "--record", Texts.Record);
        var election = Options.Optional(desk, "--election", Texts.ElectionOption);
        var manifest = Options.Optional(desk, "--manifest", Texts.ManifestFile);
        var ceremony = Options.Optional(desk, "--ceremony", Texts.ManifestCeremony);
        var slots = Options.Optional(desk, "--slots", Texts.ManifestSlots);
        var (rpc, passphrase) = (Options.Optional(desk, "--rpc", Texts.AnchorRpc), Options.PassphraseFile(desk));
        return new Command("sign", desk.Text(Texts.Sign)) { entry, key, outFile, record, election, manifest, ceremony, slots, rpc, passphrase }
            .Does(desk, async (parsed, token) =>
            {
                OutputFile.RequireFree(parsed.GetRequiredValue(outFile));
                var source = parsed.GetValue(record) is { } folder && parsed.GetValue(election) is { } hash
                    ? new RecordSource(folder, RecordSource.ParseElection(hash))
                    : null;
                Func<OpeningParts>? opening = (parsed.GetValue(manifest), parsed.GetValue(ceremony), parsed.GetValue(slots)) is ({ } m, { } c, { } s)
                    ? () => OpeningParts.Read(desk, m, c, s)
                    : null;
                var proposal = Proposal.Read(parsed.GetRequiredValue(entry));
                var (derived, officers) = await DeriveAsync(desk, proposal, new(source, opening, parsed.GetValue(rpc)), token);
                if (derived.Hash != proposal.Hash)
                {
                    throw Stop.Rejected(Texts.EntryDiffers, proposal.Type.Name());
                }

                using var signing = SecretKeyFile.OpenSigningKey(
                    desk, KeyRole.Officer, parsed.GetRequiredValue(key), parsed.GetValue(passphrase));
                return Sign(desk, (proposal, derived), (signing, officers), parsed.GetRequiredValue(outFile));
            });
    }

    private static async Task<(UnsignedEntry Entry, OfficerBoard Officers)> DeriveAsync(
        Desk desk, Proposal proposal, Inputs inputs, CancellationToken cancellationToken)
    {
        if (proposal.Type == EntryType.ElectionOpened)
        {
            var parts = (inputs.Opening ?? throw Stop.CouldNotRun(Texts.OpeningParts))();
            desk.Say(Texts.ManifestHash, parts.Manifest.Hash, desk.Words(parts.Manifest.Hash.Value));
            return (OfficerEntries.Open(parts, proposal.OpeningNonce()), parts.Manifest.Officers);
        }

        var source = inputs.Source ?? throw Stop.CouldNotRun(Texts.RecordNeeded);
        var entry = proposal.Type == EntryType.AnchorDeclared
            ? await DeclareAsync(desk, proposal, source, inputs.Rpc, cancellationToken)
            : await OfficerEntries.DeriveAsync(desk, proposal.Type, source, cancellationToken);
        var record = await source.ReadAsync(desk, Phase.Voting, quorum: false, cancellationToken);
        return (entry, record.Manifest.Officers);
    }

    private static async Task<UnsignedEntry> DeclareAsync(
        Desk desk, Proposal proposal, RecordSource source, string? rpc, CancellationToken cancellationToken)
    {
        using var connection = NodeConnection.Open(desk, rpc ?? throw Stop.CouldNotRun(Texts.AnchorRpcNeeded));
        return new(source.Election.Value, await AnchorDeclaration.ConfirmAsync(desk, connection.Node, proposal.Anchor(), cancellationToken));
    }

    private static int Sign(
        Desk desk, (Proposal File, UnsignedEntry Derived) entry, (SigningKey Key, OfficerBoard Officers) signer, string outFile)
    {
        if (!signer.Officers.Keys.Contains(signer.Key.Public))
        {
            throw Stop.Rejected(Texts.EntryForeignKey);
        }

        if (entry.File.Signatures.Any(signature => signature.Key == signer.Key.Public))
        {
            throw Stop.Rejected(Texts.EntrySignedTwice);
        }

        EntrySignature[] signatures = [.. entry.File.Signatures, entry.Derived.SignWith(signer.Key)];
        EntryFile.Create(outFile, entry.Derived.Assemble(signatures));
        desk.Say(Texts.EntrySigned, signatures.Length, OfficerBoard.Threshold, outFile);
        return ExitCode.Done;
    }
}
