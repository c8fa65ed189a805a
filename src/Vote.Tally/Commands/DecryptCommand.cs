using System.CommandLine;
using Vote.Crypto;
using Vote.Crypto.Threshold;
using Vote.Ledger.Entries;
using Vote.Tally.Ceremonies;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Share = Vote.Crypto.Threshold.DecryptionShare;
using ShareEntry = Vote.Ledger.Entries.DecryptionShare;

namespace Vote.Tally.Commands;

/// <summary>
/// `decrypt`: a trustee's one share of the totals and the output of the last shuffles. There is no way to name a ciphertext: what
/// is decrypted follows from the record. spec §8.2
/// </summary>
internal static class DecryptCommand
{
    private const string FileName = "decryption-share.json";

    public static Command Build(Desk desk)
    {
        var options = new TrusteeOptions(desk);
        return options.Command("decrypt", Texts.Decrypt).Does(desk, async (parsed, token) =>
        {
            var (trustee, audit, _) = await options.OpenAsync(parsed, token);
            using (trustee)
            {
                EntryFile.CreateOrConfirm(options.OutFile(parsed), await DecryptAsync(desk, trustee, audit, token));
            }

            desk.Say(Texts.Written, options.OutFile(parsed));
            return ExitCode.Done;
        });
    }

    private static async Task<Entry> DecryptAsync(Desk desk, TallyTrustee trustee, TallyAudit audit, CancellationToken cancellationToken)
    {
        var statement = audit.Statement ?? throw Stop.Rejected(Texts.DecryptTooEarly);
        if (statement.Input.SharedCount == 0)
        {
            throw Stop.Rejected(Texts.DecryptNothing);
        }

        if (trustee.Kept(FileName) is { } kept)
        {
            return Holds(statement, audit, kept) ? kept : throw Stop.Rejected(Texts.DecryptedOtherwise, FileName);
        }

        desk.Say(Texts.DecryptCount, statement.Input.SharedCount);
        var share = await desk.WatchAsync(
            monitor => Task.Run(() => Create(statement, trustee.Secrets.Secret, monitor), cancellationToken), cancellationToken);
        var body = new ShareEntry(trustee.Number, new Payload(share.Encode()));
        return trustee.Keep(FileName, new UnsignedEntry(audit.Opening.Manifest.Hash.Value, body));
    }

    private static Share Create(DecryptionStatement statement, SecretShare secret, WorkMonitor monitor) => Share.Create(
        statement, secret, monitor.Step(WorkSteps.Decrypting, statement.Input.SharedCount), monitor.CancellationToken);

    private static bool Holds(DecryptionStatement statement, TallyAudit audit, Entry kept) =>
        kept.Body is ShareEntry body
        && TrusteeIndex.TryCreate(body.Trustee, out var index)
        && Share.TryDecode(index, body.Payload.Bytes.Span, statement.Input.SharedCount, out var share)
        && share.Verify(statement, audit.Opening.Keys.Of(index).Verification) is Verdict.Accepted;
}
