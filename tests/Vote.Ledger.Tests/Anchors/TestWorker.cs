using Vote.Canonical;
using Vote.Ledger.Anchors;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Tests.Writing;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>A worker with its store, of a log on the test chain; started anew as often as a test likes.</summary>
internal sealed class TestWorker(TestAnvil anvil, AnchoredLog log, int account = 0, StoreKind kind = StoreKind.Sqlite) : IDisposable
{
    private const long Gwei = 1_000_000_000;

    private readonly TestFolder folder = new();
    private readonly List<IDisposable> opened = [];
    private AnchorWorker? worker;
    private bool isPrepared;

    internal TestClock Clock { get; } = new();

    internal SchemaName Schema { get; } = TestPostgres.NewSchema();

    internal FileInfo File => new(Path.Combine(folder.Path, "anchor.sqlite"));

    internal AnchorSettings Settings { get; set; } = new(anvil.Contract, anvil.Accounts[account], 1_000 * Gwei);

    internal IAnchorStore? Store { get; private set; }

    public void Dispose()
    {
        opened.ForEach(one => one.Dispose());
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    /// <summary>A process starts: whatever the earlier one had in memory is gone.</summary>
    internal async Task<AnchorWorker> StartAsync(FaultPlan? plan = null)
    {
        var store = await OpenAsync();
        opened.Add(store);
        plan ??= FaultPlan.None;
        var http = JsonRpcClient.NewHttp(new FaultySending(plan));
        opened.Add(http);
        Store = new FaultyAnchors(store, plan);
        return worker = new(Store, new(new(http, anvil.Address)), Settings, log.Hash, Clock);
    }

    internal async Task<AnchorStep> RunAsync(AnchorView? view = null) =>
        await (worker ?? await StartAsync()).RunOnceAsync(view ?? log.View, CancellationToken.None);

    internal async Task<T> RunAsync<T>(AnchorView? view = null)
        where T : AnchorStep => Assert.IsType<T>(await RunAsync(view));

    /// <summary>Rounds and blocks until nothing is left to do.</summary>
    internal async Task<int> FinishAsync()
    {
        var final = 0;
        for (var round = 0; round < 20; round++)
        {
            var step = await RunAsync();
            if (step is AnchorStep.Idle)
            {
                return final;
            }

            final += step is AnchorStep.Final ? 1 : 0;
            await anvil.MineAsync();
        }

        throw new InvalidOperationException("The worker does not come to an end.");
    }

    /// <summary>The sizes that are on the chain.</summary>
    internal async Task<long[]> SizesAsync()
    {
        var latest = await anvil.Node.LatestAsync(CancellationToken.None);
        var events = await anvil.Node.EventsAsync(log.State.Phase.Anchor!, log.Hash, latest.Number, null, CancellationToken.None);
        Assert.All(events, found => Assert.Equal(log.RootAt(found.Head.Size), found.Head.Root));
        return [.. events.Select(found => found.Head.Size.Value)];
    }

    internal async Task AssertSizesAsync(params long[] expected)
    {
        var sizes = await SizesAsync();
        Assert.Equal(expected, sizes);
    }

    /// <summary>How many transactions the account has on the chain.</summary>
    internal Task<long> CountAsync() => new AnchorSender(anvil.Node, log.State.Phase.Anchor!).NonceAsync(CancellationToken.None);

    private async Task<AnchorStore> OpenAsync()
    {
        if (kind == StoreKind.Sqlite)
        {
            return await AnchorStore.OpenAsync(File, CancellationToken.None);
        }

        var server = await TestPostgres.SharedAsync();
        if (!isPrepared)
        {
            isPrepared = true;
            await server.MigrateAsync(Schema, AnchorStore.PostgresMigrations);
        }

        return await AnchorStore.OpenAsync(new PostgresDatabase(server.As(TestPostgres.App), Schema), CancellationToken.None);
    }

    /// <summary>Lets giving a transaction to the node fail before it arrives, or its answer get lost.</summary>
    private sealed class FaultySending(FaultPlan plan) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return body.Contains("eth_sendTransaction", StringComparison.Ordinal)
                ? await plan.WriteAsync("sending", () => base.SendAsync(request, cancellationToken))
                : await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class FaultyAnchors(IAnchorStore store, FaultPlan plan) : IAnchorStore
    {
        public Task<DueAnchor?> NewestAsync(AnchorTerms terms, CancellationToken cancellationToken) => store.NewestAsync(terms, cancellationToken);

        public Task<AnchorAttempt?> AttemptAsync(AnchorTerms terms, DueAnchor due, CancellationToken cancellationToken) =>
            store.AttemptAsync(terms, due, cancellationToken);

        public Task AddAsync(AnchorTerms terms, DueAnchor due, CancellationToken cancellationToken) =>
            plan.WriteAsync("due", () => store.AddAsync(terms, due, cancellationToken));

        public Task<bool> AddAsync(AnchorTerms terms, DueAnchor due, AnchorAttempt attempt, CancellationToken cancellationToken) =>
            plan.WriteAsync("attempt", () => store.AddAsync(terms, due, attempt, cancellationToken));

        public Task AddAsync(AnchorTerms terms, DueAnchor due, (AnchorAttempt Attempt, Digest Transaction) sent, CancellationToken cancellationToken) =>
            plan.WriteAsync("answer", () => store.AddAsync(terms, due, sent, cancellationToken));

        public Task FinishAsync(AnchorTerms terms, DueAnchor due, BlockNumber at, CancellationToken cancellationToken) =>
            plan.WriteAsync("final", () => store.FinishAsync(terms, due, at, cancellationToken));
    }
}
