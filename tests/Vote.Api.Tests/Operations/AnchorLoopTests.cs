using System.Net;
using System.Net.Sockets;
using Vote.Api.Elections;
using Vote.Api.Tests.Http;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Ledger.Tests.Anchors;

namespace Vote.Api.Tests.Operations;

/// <summary>The running server with and without a node: it anchors, and whatever the node does, voting goes on.</summary>
public sealed class AnchorLoopTests(TestAnvil anvil) : IClassFixture<TestAnvil>, IAsyncLifetime, IDisposable
{
    private readonly TestServer server = new();

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task AnchorsAfterTheDeclarationAndAfterTheCloseAlsoOverARestart()
    {
        await server.Election.AcceptAsync(server.Election.Sign(new AnchorDeclared(anvil.Terms())));
        await RestartAsync(anvil.Address);
        var opening = await AnchoredAsync(1);
        Assert.Equal(2, opening[0].Head.Size.Value);
        await UntilAsync(() => server.Log.Text.Contains("anchor of size 2 (Opening) is final", StringComparison.Ordinal));

        using (var voter = await HttpVoter.SignInAsync(server, 0))
        {
            await voter.AcceptedAsync(voter.Ballot());
        }

        await server.House.CloseIntakeAsync(CancellationToken.None);
        await RestartAsync(anvil.Address);
        await server.Election.AcceptAsync(server.Election.Closing());
        var both = await AnchoredAsync(2);
        Assert.Equal(server.House.Head.Size, both[1].Head.Size);
        Assert.Equal(server.House.Head.Root, both[1].Head.Root);
        await UntilAsync(() => server.Log.Text.Contains("(Closing) is final", StringComparison.Ordinal));
    }

    /// <summary>A node that takes the connection and says nothing.</summary>
    [Fact]
    public async Task TakesBallotsAndClosesWhileTheNodeHangs()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await RestartAsync(new($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"));
        await server.Election.AcceptAsync(server.Election.Sign(new AnchorDeclared(anvil.Terms())));
        using var asked = await silent.AcceptTcpClientAsync();
        await VoteAndCloseAsync();
        Assert.DoesNotContain("anchor of size", server.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakesBallotsAndClosesWhileTheNodeIsDownAndTheStoreUnusable()
    {
        Directory.CreateDirectory(server.Election.Files.Anchor.FullName);
        await RestartAsync(new("http://127.0.0.1:9"));
        await server.Election.AcceptAsync(server.Election.Sign(new AnchorDeclared(anvil.Terms())));
        await UntilAsync(() => server.Log.Text.Contains("anchor failed and is tried again", StringComparison.Ordinal));
        await VoteAndCloseAsync();
        using var http = server.NewHttp();
        using var ready = await http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    /// <summary>Settings for another account than the declared one: said once, and nothing is sent.</summary>
    [Fact]
    public async Task SaysWhyItSendsNothing()
    {
        await RestartAsync(anvil.Address);
        await server.Election.AcceptAsync(server.Election.Sign(new AnchorDeclared(anvil.Terms(account: 1))));
        await UntilAsync(() => server.Log.Text.Contains("anchor stopped until something changes", StringComparison.Ordinal));
        Assert.DoesNotContain(anvil.Address.AbsoluteUri, server.Log.Text, StringComparison.Ordinal);
    }

    private async Task RestartAsync(Uri rpc)
    {
        await server.StopAsync();
        server.Election.Anchor = new(rpc, new(anvil.Contract, anvil.Accounts[0], long.MaxValue)) { Pause = TimeSpan.FromMilliseconds(50) };
        await server.StartAsync();
    }

    private async Task VoteAndCloseAsync()
    {
        using var voter = await HttpVoter.SignInAsync(server, 0);
        await voter.AcceptedAsync(voter.Ballot());
        await server.House.CloseIntakeAsync(CancellationToken.None);
        await server.Election.AcceptAsync(server.Election.Closing());
        Assert.IsType<VotingClosed>((await server.Election.PublishedAsync(Ledger.Rules.Phase.Closed))[^1].Body);
    }

    private async Task<IReadOnlyList<AnchorEvent>> AnchoredAsync(int count)
    {
        IReadOnlyList<AnchorEvent> found = [];
        await UntilAsync(async () =>
        {
            await anvil.MineAsync();
            var latest = await anvil.Node.LatestAsync(CancellationToken.None);
            found = await anvil.Node.EventsAsync(anvil.Terms(), server.Election.Manifest.Hash.Value, latest.Number, null, CancellationToken.None);
            return found.Count >= count;
        });
        await anvil.FinalizeAsync();
        Assert.Equal(count, found.Count);
        return found;
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holdsAsync)
    {
        using var patience = new CancellationTokenSource(TestServer.Timeout);
        while (!await holdsAsync())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
