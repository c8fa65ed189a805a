using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Ballots;

namespace Vote.Api.Elections;

/// <summary>The elections of this server, opened at its start and closed at its end.</summary>
/// <param name="setups">What they are opened with.</param>
public sealed class ElectionHouses(IReadOnlyList<ElectionSetup> setups) : IHostedLifecycleService, IAsyncDisposable
{
    private readonly Dictionary<string, ElectionHouse> houses = new(StringComparer.Ordinal);

    /// <summary>All of them, in their order.</summary>
    public IReadOnlyList<ElectionHouse> All { get; private set; } = [];

    /// <summary>Whether all are open.</summary>
    public bool AreOpen { get; private set; }

    /// <summary>The election of this id.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out ElectionHouse? house) => houses.TryGetValue(id, out house);

    /// <summary>The election of this id.</summary>
    /// <exception cref="KeyNotFoundException">This server has no such election.</exception>
    public ElectionHouse Get(ElectionId id) => houses[id.Hex];

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var setup in setups)
        {
            houses.Add(setup.Manifest.Id.Hex, await ElectionHouse.OpenAsync(setup, cancellationToken));
        }

        All = [.. setups.Select(setup => houses[setup.Manifest.Id.Hex])];
        AreOpen = true;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AreOpen = false;
        foreach (var house in houses.Values)
        {
            await house.DisposeAsync();
        }

        houses.Clear();
    }
}
