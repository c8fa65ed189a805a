using Microsoft.Data.Sqlite;
using Vote.Api.Elections;

namespace Vote.Api.Operations;

/// <summary>
/// Copies what an election on SQLite cannot do without: entries, enrolments, sealed private records. Not the log, which is written anew
/// from the entries, and not the checkpoint store, whose whole point is not to be in the backup. docs/operations.md
/// </summary>
internal static class SqliteBackup
{
    /// <summary>Copies while the server runs; each database as of one moment.</summary>
    /// <exception cref="IOException">There is a backup already.</exception>
    public static async Task WriteAsync(HouseFolder house, DirectoryInfo target, CancellationToken cancellationToken)
    {
        var backup = new HouseFolder(target);
        RequireNew(target, backup);

        // Sealed records first: none may be missing for an enrolment that is in the copy. So they are copied twice.
        CopyNew(house.Evidence, backup.Evidence);
        await CopyAsync(house.Enrolments, backup.Enrolments, cancellationToken);
        await CopyAsync(house.Entries, backup.Entries, cancellationToken);
        CopyNew(house.Evidence, backup.Evidence);
    }

    /// <summary>Puts a backup where the server looks; it overwrites nothing.</summary>
    /// <exception cref="IOException">There is an election already.</exception>
    public static async Task RestoreAsync(DirectoryInfo source, HouseFolder house, CancellationToken cancellationToken)
    {
        var backup = new HouseFolder(source);
        RequireNew(house.Entries.Directory!, house);
        CopyNew(backup.Evidence, house.Evidence);
        await CopyAsync(backup.Enrolments, house.Enrolments, cancellationToken);
        await CopyAsync(backup.Entries, house.Entries, cancellationToken);
    }

    private static void RequireNew(DirectoryInfo folder, HouseFolder content)
    {
        folder.Create();
        if (content.Entries.Exists || content.Enrolments.Exists)
        {
            throw new IOException($"{folder.FullName} holds an election already; nothing was overwritten.");
        }
    }

    // SQLite's own way, page by page, under its locks: copying the file would tear it.
    private static async Task CopyAsync(FileInfo source, FileInfo target, CancellationToken cancellationToken)
    {
        if (!source.Exists)
        {
            throw new FileNotFoundException($"{source.FullName} is missing.", source.FullName);
        }

        await using var from = new SqliteConnection($"Data Source={source.FullName};Mode=ReadWrite;Pooling=False");
        await using var to = new SqliteConnection($"Data Source={target.FullName};Pooling=False");
        await from.OpenAsync(cancellationToken);
        await to.OpenAsync(cancellationToken);
        from.BackupDatabase(to);
    }

    private static void CopyNew(DirectoryInfo source, DirectoryInfo target)
    {
        target.Create();
        foreach (var file in source.Exists ? source.EnumerateFiles("*.json") : [])
        {
            var copy = Path.Combine(target.FullName, file.Name);
            if (!File.Exists(copy))
            {
                file.CopyTo(copy);
            }
        }
    }
}
