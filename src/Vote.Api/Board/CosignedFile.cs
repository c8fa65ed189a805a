using Vote.Ledger;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;

namespace Vote.Api.Board;

/// <summary>The newest checkpoint that had the quorum, over a restart: only a shortcut, since witnesses can be asked again.</summary>
internal sealed class CosignedFile(FileInfo file)
{
    /// <summary>What was kept, checked like an answer from outside; nothing where there is nothing of use.</summary>
    public SignedCheckpoint? Read(LogTerms log)
    {
        file.Refresh();
        return file is { Exists: true, Length: <= SignedNote.MaximumLength }
            && SignedCheckpoint.TryDecode(File.ReadAllBytes(file.FullName), out var kept)
            && kept.Verify(log.Origin, log.Key) is LedgerVerdict.Accepted
                ? kept
                : null;
    }

    /// <summary>Keeps it in one step.</summary>
    public void Keep(SignedCheckpoint cosigned)
    {
        var written = $"{file.FullName}.{Environment.ProcessId}";
        File.WriteAllBytes(written, cosigned.Encode());
        File.Move(written, file.FullName, overwrite: true);
    }
}
