using Vote.Ledger;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Tally.Files;

namespace Vote.Tally.Monitoring;

/// <summary>A log's files, each checkpoint that the log signed kept as it was served: what others need to compare theirs with.</summary>
/// <param name="log">The log.</param>
/// <param name="terms">Whose checkpoints are kept; others would be anybody's files on our disk.</param>
/// <param name="folder">Where; a file is named by its size and the first digits of its root.</param>
internal sealed class CheckpointKeeper(ILogReader log, LogTerms terms, string folder) : ILogReader
{
    public async Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken)
    {
        var content = await log.ReadAsync(path, cancellationToken);
        if (path == LogPath.Checkpoint
            && SignedCheckpoint.TryDecode(content, out var signed)
            && signed.Verify(terms.Origin, terms.Key) is LedgerVerdict.Accepted)
        {
            var file = Path.Combine(folder, $"{signed.Checkpoint.Size.Value}-{signed.Checkpoint.Root.ToHex()[..16]}");
            if (!File.Exists(file))
            {
                OutputFile.Create(file, content);
            }
        }

        return content;
    }
}
