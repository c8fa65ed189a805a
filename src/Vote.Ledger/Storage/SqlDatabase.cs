using System.Data.Common;

namespace Vote.Ledger.Storage;

/// <summary>A database that speaks SQL: SQLite's file or PostgreSQL's server. The same statements go to both where they can.</summary>
public abstract class SqlDatabase : IDisposable
{
    /// <summary>A connection; the caller disposes it.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Makes the database what its migrations say, or refuses one that is not.</summary>
    /// <exception cref="InvalidDataException">The database is newer than this program, older where only its owner may change it, or another one.</exception>
    public abstract Task PrepareAsync(IReadOnlyList<SqlMigration> migrations, CancellationToken cancellationToken);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections that wait for reuse.</summary>
    protected abstract void Dispose(bool disposing);
}
