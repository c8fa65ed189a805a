using System.Security.Cryptography;

namespace Vote.Ledger.Files;

/// <summary>
/// A log in a folder. Writing goes through a second folder on the same disk, so that the published one never holds half a file.
/// </summary>
public sealed class DiskLogFiles : ILogFiles
{
    /// <summary>What an open file held by another process answers: EWOULDBLOCK of Linux and of BSD, and Windows' sharing violation.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private readonly string published;
    private readonly string staging;
    private readonly string unfinished;
    private readonly string turn;

    /// <param name="published">The log's prefix.</param>
    /// <param name="work">Staging files and unfinished ones; on the same disk, not below the prefix.</param>
    public DiskLogFiles(DirectoryInfo published, DirectoryInfo work)
    {
        this.published = published.FullName;
        staging = Path.Combine(work.FullName, "staging");
        unfinished = Path.Combine(work.FullName, "unfinished");
        turn = Path.Combine(work.FullName, "lock");
    }

    public IDisposable? TryLock()
    {
        Directory.CreateDirectory(unfinished);
        try
        {
            var held = new FileStream(turn, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            foreach (var abandoned in Directory.EnumerateFiles(unfinished))
            {
                File.Delete(abandoned);
            }

            return held;
        }
        catch (IOException failure) when (Held.Contains(failure.HResult))
        {
            // A disk that is read-only, or a process with too many files, must not look like somebody else's turn.
            return null;
        }
    }

    public async Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Locate(path));
        if (file.LinkTarget is not null)
        {
            throw new InvalidDataException($"{path.Text} is a link.");
        }

        return file.Length <= path.MaximumLength
            ? await File.ReadAllBytesAsync(file.FullName, cancellationToken)
            : throw new InvalidDataException($"{path.Text} is too long.");
    }

    public Task<bool> ExistsAsync(LogPath path, CancellationToken cancellationToken) => Task.FromResult(File.Exists(Locate(path)));

    public async Task CreateAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!File.Exists(Locate(path)) && await TryMoveIntoPlaceAsync(path, content, overwrite: false, cancellationToken))
        {
            return;
        }

        if (!(await ReadAsync(path, cancellationToken)).AsSpan().SequenceEqual(content.Span))
        {
            throw new InvalidDataException($"{path.Text} is there already and different: another process writes this log.");
        }
    }

    public Task ReplaceAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryMoveIntoPlaceAsync(path, content, overwrite: true, cancellationToken);

    public Task DeleteAsync(LogPath path, CancellationToken cancellationToken)
    {
        var file = Locate(path);
        if (File.Exists(file))
        {
            File.Delete(file);
            RemoveEmptyPartialFolder(Path.GetDirectoryName(file)!);
        }

        return Task.CompletedTask;
    }

    private static void RemoveEmptyPartialFolder(string folder)
    {
        if (folder.EndsWith(".p", StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>False when a rival's file came first.</summary>
    private async Task<bool> TryMoveIntoPlaceAsync(
        LogPath path, ReadOnlyMemory<byte> content, bool overwrite, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(unfinished);
        var temporary = Path.Combine(unfinished, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await stream.WriteAsync(content, cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        var final = Locate(path);
        CreateFolders(Path.GetDirectoryName(final)!);
        try
        {
            File.Move(temporary, final, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(final))
        {
            File.Delete(temporary);
            return false;
        }

        FileSync.Directory(Path.GetDirectoryName(final)!);
        return true;
    }

    private static void CreateFolders(string folder)
    {
        if (!Directory.Exists(folder))
        {
            CreateFolders(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder);
            FileSync.Directory(Path.GetDirectoryName(folder)!);
        }
    }

    private string Locate(LogPath path) =>
        Path.Combine(path.Kind == LogFileKind.Staging ? staging : published, path.Text.Replace('/', Path.DirectorySeparatorChar));
}
