namespace Vote.Ledger.Files;

/// <summary>Reading a log while it grows.</summary>
public static class GrowingLog
{
    /// <summary>
    /// A tile or bundle as it was at this width. A partial one may go as soon as the full one is there, which begins with the same; any
    /// other file is read as it is. C2SP tlog-tiles
    /// </summary>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    /// <exception cref="InvalidDataException">The full one holds less than the partial one did.</exception>
    public static async Task<byte[]> ReadGrowingAsync(this ILogReader log, LogPath path, CancellationToken cancellationToken)
    {
        try
        {
            return await log.ReadAsync(path, cancellationToken);
        }
        catch (FileNotFoundException) when (path is { Kind: LogFileKind.Tile or LogFileKind.Bundle, Width: < LogPath.FullWidth })
        {
            return Cut(await log.ReadAsync(path.WithWidth(LogPath.FullWidth), cancellationToken), path);
        }
    }

    private static byte[] Cut(byte[] full, LogPath path)
    {
        if (path.Kind == LogFileKind.Tile && full.Length >= path.MaximumLength)
        {
            return full[..path.MaximumLength];
        }

        return path.Kind == LogFileKind.Bundle && EntryBundle.TryDecode(full, out var entries) && entries.Count >= path.Width
            ? EntryBundle.Encode([.. entries.Take(path.Width)])
            : throw new InvalidDataException($"{path.WithWidth(LogPath.FullWidth).Text} is damaged.");
    }
}
