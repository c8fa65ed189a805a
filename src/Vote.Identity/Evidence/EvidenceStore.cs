namespace Vote.Identity.Evidence;

/// <summary>Keeps sealed records; appends only.</summary>
public interface IEvidenceStore
{
    /// <summary>Stores a record durably before its enrolment is granted.</summary>
    Task AppendAsync(SealedRecord record, CancellationToken cancellationToken);
}

/// <summary>A folder with one file a record, named by its commitment: <c>&lt;64 hex&gt;.json</c>.</summary>
public sealed class EvidenceFolder(string directory) : IEvidenceStore
{
    /// <inheritdoc/>
    /// <exception cref="IOException">The record is there already, or the disk failed.</exception>
    public async Task AppendAsync(SealedRecord record, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, record.Commitment.ToHex() + ".json");
        var unfinished = file + ".part";
        await using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(record.Encode(), cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: false);
    }
}
