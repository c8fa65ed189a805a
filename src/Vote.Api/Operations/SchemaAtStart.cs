using Vote.Ledger.Storage;

namespace Vote.Api.Operations;

/// <summary>Makes a database's tables before the first request.</summary>
internal sealed class SchemaAtStart(SqliteDatabase database, string schema) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.CreateAsync(schema, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
