using System.Text;
using System.Text.Json.Nodes;
using Vote.Api.Elections;
using Vote.Crypto.Ballots;
using Vote.Electorate.Demo;
using Vote.Electorate.MainJob;
using Vote.Electorate.Network;
using Vote.Electorate.Residents;
using Vote.EndToEnd.Tests.MainJob;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;

namespace Vote.EndToEnd.Tests.Takeover;

/// <summary>An election as an operator lays it down for two servers on one PostgreSQL, with the commands of docs/operations.md.</summary>
internal sealed class TwoServerTown : IAsyncDisposable
{
    private static readonly string[] Names = ["first", "second"];
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("vote-takeover-");
    private readonly Narrator narrator;
    private readonly DemoFolders folders;
    private readonly DemoAddresses addresses = Town.FreeAddresses();
    private readonly ServerProcess provider;

    private TwoServerTown(DatabaseCluster cluster, Action<string> say)
    {
        Cluster = cluster;
        narrator = new(new LineWriter(say), TimeProvider.System);
        folders = new(new(Path.Combine(root.FullName, "town")));
        provider = new(addresses.Provider, "/.well-known/openid-configuration", "Vote.IdentityProvider.dll", "--config", folders.ProviderConfiguration);
        Uri[] listen = [addresses.Server, Town.FreeAddresses().Server];
        Servers = [.. Names.Zip(listen, (name, address) => new ServerProcess(
            address, "/health/ready", "Vote.Api.dll", "--config", ConfigurationOf(name), "--listen", address.GetLeftPart(UriPartial.Authority)))];
    }

    public DatabaseCluster Cluster { get; }

    public Manifest Manifest { get; private set; } = null!;

    public IReadOnlyList<ServerProcess> Servers { get; }

    /// <summary>Where browsers see the election.</summary>
    public Uri Public => addresses.Server;

    public int Options => Manifest.Questions[0].OptionCount;

    /// <summary>Prepares, migrates, starts, opens.</summary>
    public static async Task<TwoServerTown> PrepareAsync(int residents, Action<string> say, CancellationToken cancellationToken)
    {
        var town = new TwoServerTown(await DatabaseCluster.StartAsync(), say);
        try
        {
            await town.OpenAsync(residents, cancellationToken);
            return town;
        }
        catch
        {
            await town.DisposeAsync();
            throw;
        }
    }

    /// <summary>kill -9 to whoever publishes, then until the other one has published something that came after.</summary>
    public async Task<ServerProcess> KillSequencerAsync(CancellationToken cancellationToken)
    {
        var name = await SequencerAsync(cancellationToken);
        var killed = Servers[Array.IndexOf(Names, name)];
        await killed.KillAsync();
        var before = Size;
        while (Size == before || await SequencerAsync(cancellationToken) == name)
        {
            await Task.Delay(20, cancellationToken);
        }

        narrator.Say($"  killed the {name} server, which published; the other one has gone on from {before} to {Size} entries");
        return killed;
    }

    /// <summary>Downloads the log from the second server: it has every promised ballot once, and nothing else of a voter, and holds.</summary>
    public async Task AssertKeptAsync(IReadOnlyDictionary<LeafHash, SignedPromise> promises, CancellationToken cancellationToken)
    {
        await WaitForAsync(1 + Manifest.Slots.Count + promises.Count, cancellationToken);
        var folder = Path.Combine(folders.Root.FullName, "records", "voted");
        await new VoteTally(folders.People, cancellationToken).RunAsync(
            "download", new Uri(Servers[1].Address, $"/log/{Manifest.Id.Hex}").AbsoluteUri, folder);
        var record = await RecordFolder.OpenAsync(new(folder), cancellationToken);
        Assert.True(HouseTerms.TryRead(Manifest, TimeProvider.System, out var terms));
        var audit = await LedgerAuditor.RunAsync(record!, terms.Ledger, Phase.Voting, progress: null, cancellationToken);
        Assert.All(audit.Checks, check => Assert.IsType<LedgerVerdict.Accepted>(check.Verdict));
        Assert.Equal(promises.Keys.Order(), audit.Entries.Where(entry => entry.Body is BallotCast).Select(entry => entry.LeafHash).Order());
    }

    /// <summary>The evening of the election, at the second server, down to a record that verifies and against which every promise is held.</summary>
    /// <returns>The totals.</returns>
    public async Task<IReadOnlyList<long>> CountAsync(IReadOnlyDictionary<LeafHash, SignedPromise> promises, CancellationToken cancellationToken)
    {
        var there = addresses with { Server = Servers[1].Address };
        Assert.Equal(0, await new DemoTally(folders, there, narrator, cancellationToken).RunAsync());
        var record = Path.Combine(folders.Root.FullName, "records", "verified");
        var kept = Directory.CreateDirectory(Path.Combine(folders.Root.FullName, "promises"));
        foreach (var (leaf, promise) in promises)
        {
            await File.WriteAllBytesAsync(Path.Combine(kept.FullName, leaf.Value.ToHex()), promise.Encode(), cancellationToken);
        }

        var tally = new VoteTally(folders.People, cancellationToken);
        var said = await tally.RunAsync("verify", record, "--election", Manifest.Hash.Value.ToHex(), "--promises", kept.FullName);
        Assert.Contains($"Promises: {promises.Count} kept, 0 broken, 0 not on the record", said, StringComparison.Ordinal);
        return JobRunner.Totals((await new Counting(folders.People, tally, Manifest).ReadResultAsync(record, cancellationToken)).Questions[0]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Servers.Append(provider))
        {
            await process.DisposeAsync();
        }

        await Cluster.DisposeAsync();
        root.Delete(recursive: true);
    }

    private long Size => long.Parse(File.ReadLines(Path.Combine(folders.State, "log", "checkpoint")).ElementAt(1), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> SequencerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await Cluster.SequencerAsync() is { } name)
            {
                return name;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private async Task OpenAsync(int count, CancellationToken cancellationToken)
    {
        var residents = InventedResidents.Make("takeover", count);
        var cache = Path.Combine(ElectionSource.Cache().FullName, "residents");
        var plan = new DemoPlan(TimeProvider.System.GetUtcNow().AddMinutes(-1), addresses.Server.Authority, "homomorphic");
        Manifest = await new DemoPreparation(folders, addresses, narrator, cache).RunAsync(plan, residents, cancellationToken);

        // The preparation has opened the election on SQLite; here it shall begin on PostgreSQL.
        Directory.Delete(folders.State, recursive: true);
        foreach (var name in Names)
        {
            Configure(name);
        }

        var (entries, checkpoint) = Cluster.AsOwner;
        await ServerProcess.RunAsync(
            "Vote.Api.dll", "database", "prepare", "--config", ConfigurationOf(Names[0]), "--role", DatabaseCluster.Role,
            "--owner", entries, "--checkpoint-owner", checkpoint);
        await provider.StartAsync();
        foreach (var server in Servers)
        {
            await server.StartAsync();
        }

        var tally = new VoteTally(folders.People, cancellationToken);
        var election = new Uri(Servers[1].Address, $"/elections/{Manifest.Id.Hex}").AbsoluteUri;
        await tally.RunAsync("send", folders.People.Entry("election-opened"), election);
        foreach (var server in Servers)
        {
            await WaitForVotingAsync(server.Address, cancellationToken);
        }
    }

    /// <summary>One voter's ballots go to batches of their own, a second apart; so what was promised last is not published at once.</summary>
    private async Task WaitForAsync(long size, CancellationToken cancellationToken)
    {
        while (Size < size)
        {
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>A server looks every second what the others have stored.</summary>
    private async Task WaitForVotingAsync(Uri server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server };
        while (JsonNode.Parse(await http.GetStringAsync($"/elections/{Manifest.Id.Hex}", cancellationToken))!["phase"]!.GetValue<string>() != "voting")
        {
            await Task.Delay(100, cancellationToken);
        }
    }

    private string ConfigurationOf(string name) => Path.Combine(Path.GetDirectoryName(folders.ServerConfiguration)!, $"server-{name}.json");

    private void Configure(string name)
    {
        var file = JsonNode.Parse(File.ReadAllText(folders.ServerConfiguration))!.AsObject();
        var (entries, checkpoint) = Cluster.AsServer(name);
        file["postgres"] = new JsonObject { ["entries"] = entries, ["checkpoint"] = checkpoint };
        File.WriteAllText(ConfigurationOf(name), file.ToJsonString());
    }

    /// <summary>Hands whole lines on.</summary>
    private sealed class LineWriter(Action<string> say) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => say(value ?? "");
    }
}
