namespace Vote.Ledger.Files;

/// <summary>A log's files for whoever only reads them: from a disk, or as a stranger downloads them.</summary>
public interface ILogReader
{
    /// <summary>The file's bytes.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is longer than its kind can be, or a link.</exception>
    Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken);
}

/// <summary>
/// The files of a log. What a completed write wrote is durable; a failed one has written all or nothing, and nobody knows which.
/// </summary>
public interface ILogFiles : ILogReader
{
    /// <summary>Keeps other writers away while it is held; nothing when another one holds it, in this process or another.</summary>
    IDisposable? TryLock();

    /// <summary>Whether the file is there.</summary>
    Task<bool> ExistsAsync(LogPath path, CancellationToken cancellationToken);

    /// <summary>Writes a file that never changes; one that is there already must be the same.</summary>
    /// <exception cref="InvalidDataException">Another file is there: somebody else writes this log. The process must stop.</exception>
    Task CreateAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Replaces a file in one step.</summary>
    Task ReplaceAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Removes a partial tile or bundle that a full one replaces, or a staging file; nothing happens if there is none.</summary>
    Task DeleteAsync(LogPath path, CancellationToken cancellationToken);
}
