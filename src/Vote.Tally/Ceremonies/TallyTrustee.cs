using Vote.Crypto.Threshold.Ceremony;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Entries;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Ceremonies;

/// <summary>
/// A trustee at the tally. The folder keeps every entry that it ever made: asked again for the same, it gives the same bytes; asked
/// for something else in its place, it refuses.
/// </summary>
internal sealed class TallyTrustee : IDisposable
{
    private readonly TrusteeFolder folder;
    private readonly ConfirmedTrustee trustee;

    private TallyTrustee(TrusteeFolder folder, ConfirmedTrustee trustee) => (this.folder, this.trustee) = (folder, trustee);

    /// <summary>The trustee's number.</summary>
    public int Number => trustee.Trustee.Value;

    /// <summary>The trustee's secrets.</summary>
    public ConfirmedTrustee Secrets => trustee;

    /// <summary>
    /// Opens the folder for a record that is ready to be mixed or decrypted: under a checkpoint with the manifest's quorum, after
    /// the tally input, of the election whose key this trustee helped to make, recomputed from its first ballot on, and anchored where
    /// its officers require that.
    /// </summary>
    public static async Task<(TallyTrustee Trustee, TallyAudit Audit, Phase Phase)> OpenAsync(
        Desk desk, TrusteeFolder folder, RecordSource source, (string? PassphraseFile, string? Rpc, CancellationToken CancellationToken) run)
    {
        if (folder.Current != StateKinds.Confirmed.File)
        {
            throw Stop.CouldNotRun(Texts.TrusteeNotReady, folder.At(""));
        }

        using var passphrase = Passphrase.Ask(desk, run.PassphraseFile, folder.At(StateKinds.Confirmed.File));
        var opened = new TallyTrustee(folder, folder.Open(StateKinds.Confirmed, passphrase));
        try
        {
            var record = await source.ReadBallotsAsync(desk, Phase.Mixing, quorum: true, run.CancellationToken);
            opened.RequireOwn(record.Opening);
            await AnchorQuestion.RequireAsync(desk, record, run.Rpc, run.CancellationToken);
            return (opened, await RecordSource.AuditAsync(desk, record, [], run.CancellationToken), record.Phase);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>The entry that the folder keeps under a name, if there is one.</summary>
    public Entry? Kept(string name) => InputFile.Exists(folder.At(name)) ? EntryFile.Read(folder.At(name)) : null;

    /// <summary>Signs an entry and keeps it.</summary>
    public Entry Keep(string name, UnsignedEntry entry)
    {
        var signed = entry.Sign(trustee.Signing);

        // Without its entry a payload was left by an interrupted run, and nobody has seen it.
        File.Delete(EntryFile.BlobOf(folder.At(name)));
        EntryFile.CreateOrConfirm(folder.At(name), signed);
        return signed;
    }

    /// <inheritdoc/>
    public void Dispose() => trustee.Dispose();

    private void RequireOwn(Opening opening)
    {
        var (own, theirs) = (trustee.Keys, opening.Keys);
        if (own.Ceremony != theirs.Ceremony || own.Transcript != theirs.Transcript || !own.ElectionKey.Equals(theirs.ElectionKey))
        {
            throw Stop.Rejected(Texts.TrusteeOfAnotherElection);
        }
    }
}
