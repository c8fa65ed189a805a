using Vote.Ledger.Storage;

namespace Vote.Api.Operations;

/// <summary>Makes a database's tables before the first request, or refuses one that has others.</summary>
internal sealed class SchemaAtStart(SqlDatabase database, IReadOnlyList<SqlMigration> migrations) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.PrepareAsync(migrations, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
