using Vote.Api.Elections;
using Vote.Ledger.Anchors;

namespace Vote.Api.Board;

/// <summary>An election's anchor: its own store and connection, and a worker that looks at the house from outside. spec/ledger.md §11 (6)</summary>
internal sealed class AnchorDesk : IDisposable
{
    private readonly ElectionHouse house;
    private readonly AnchorStore store;
    private readonly HttpClient http = JsonRpcClient.NewHttp();
    private readonly AnchorWorker worker;

    private AnchorDesk(ElectionHouse house, AnchorStore store, ElectionSetup setup, AnchorSetup anchor)
    {
        (this.house, this.store) = (house, store);
        worker = new(store, new(new(http, anchor.Rpc)), anchor.Settings, setup.Manifest.Hash.Value, setup.Clock);
    }

    /// <summary>Opens the store: a file of its own, or tables beside the entries'.</summary>
    public static async Task<AnchorDesk> OpenAsync(
        ElectionHouse house, ElectionSetup setup, AnchorSetup anchor, CancellationToken cancellationToken)
    {
        var opened = setup.Postgres is { } rows
            ? await AnchorStore.OpenAsync(rows.Entries(), cancellationToken)
            : await AnchorStore.OpenAsync(setup.Folder.Anchor, cancellationToken);
        return new(house, opened, setup, anchor);
    }

    /// <summary>One round.</summary>
    public Task<AnchorStep> RunOnceAsync(CancellationToken cancellationToken) => worker.RunOnceAsync(house.AnchorView, cancellationToken);

    public void Dispose()
    {
        http.Dispose();
        store.Dispose();
    }
}
