using Vote.Api.Tests.Elections;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Witnessing;

namespace Vote.Api.Tests.Board;

/// <summary>An election whose manifest asks for two of three witnesses, which are real servers; they come, go and lie.</summary>
public sealed class CosigningTests : IAsyncLifetime, IDisposable
{
    private readonly TestTown town = new();
    private readonly TestFolder folder = new();
    private readonly RunningWitness[] witnesses;
    private TestElection election = null!;

    public CosigningTests() =>
        witnesses = [.. Enumerable.Range(1, 3).Select(i => new RunningWitness($"witness.example/w{i}", folder.At($"witness-{i}")))];

    public async Task InitializeAsync()
    {
        List<Vote.Crypto.Ballots.WitnessEntry> entries = [];
        foreach (var witness in witnesses)
        {
            entries.Add(await witness.MakeKeyAsync());
        }

        (town.Witnesses, town.Quorum) = (entries, 2);
        election = new TestElection(town);
        await StartAsync(0, 1);
        election.Witnesses = witnesses.ToDictionary(
            witness => witness.Name, witness => witness.Address.Port > 0 ? witness.Address : new Uri("http://127.0.0.1:9"));
        await election.OpenHouseAsync();
        await election.AcceptAsync(election.Opening());
    }

    public async Task DisposeAsync()
    {
        foreach (var witness in witnesses)
        {
            await witness.DisposeAsync();
        }

        await election.DisposeAsync();
    }

    public void Dispose()
    {
        town.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task GivesReceiptsUnderTheQuorumAndNeverFailsAnEntryForIt()
    {
        // Before the witnesses were asked: served without a quorum, and no receipt.
        var first = election.Sign(new AdministratorAct("first"));
        await election.AcceptAsync(first);
        Assert.IsType<LedgerVerdict.Refused>(Policy.Check(await ServedAsync()));
        Assert.Null(await ReceiptAsync(first));

        Assert.True(await election.House.CosignAsync(CancellationToken.None));
        await AssertReceiptAsync(first);
        Assert.IsType<LedgerVerdict.Accepted>(Policy.Check(await ServedAsync()));
        Assert.False(await election.House.CosignAsync(CancellationToken.None));

        // One of two left: entries are taken and published as before; the earlier receipt stays.
        await witnesses[1].StopAsync();
        var second = election.Sign(new AdministratorAct("second"));
        await election.AcceptAsync(second);
        Assert.True(await election.House.CosignAsync(CancellationToken.None));
        Assert.Null(await ReceiptAsync(second));
        await AssertReceiptAsync(first);

        // The server dies; the witness comes back on what it remembers.
        await election.RestartAsync();
        await AssertReceiptAsync(first);
        Assert.Null(await ReceiptAsync(second));
        await StartAgainAsync(1);
        await UntilAsync(async () => await ReceiptAsync(second) is not null);
        await AssertReceiptAsync(second);

        // Nothing of it shows that the process was another one: the file grew and was never taken back.
        Assert.Equal(election.House.Head.Size, (await ServedAsync()).Checkpoint.Size);
    }

    [Fact]
    public async Task KeepsCosignaturesOverARestartOfTheServer()
    {
        Assert.True(await election.House.CosignAsync(CancellationToken.None));
        var before = (await ServedAsync()).Encode();
        await election.RestartAsync();

        Assert.Equal(before, (await ServedAsync()).Encode());
        Assert.False(await election.House.CosignAsync(CancellationToken.None));
    }

    [Fact]
    public async Task AWitnessWithoutItsMemoryDoesNotStart()
    {
        await witnesses[0].StopAsync();
        Directory.Delete(witnesses[0].State, recursive: true);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => witnesses[0].StartAsync(LogKey, first: false));
    }

    [Fact]
    public async Task AnswersAsTheProtocolSays()
    {
        await election.House.CosignAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = witnesses[0].Address };
        var served = await ServedAsync();

        var (status, type, text) = await PostAsync(http, new CheckpointRequest(default, [], served.Note).Encode());
        Assert.Equal((409, "text/x.tlog.size", $"{served.Checkpoint.Size.Value}\n"), (status, type, text));
        var again = await PostAsync(http, new CheckpointRequest(served.Checkpoint.Size, [], served.Note).Encode());
        Assert.Equal(200, again.Status);
        Assert.StartsWith($"— {witnesses[0].Name} ", again.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await PostAsync(http, new CheckpointRequest(new(9), [], served.Note).Encode())).Status);
        Assert.Equal(400, (await PostAsync(http, "old 0\n"u8.ToArray())).Status);
        Assert.Equal(413, (await PostAsync(http, new byte[CheckpointRequest.MaximumLength + 1])).Status);
        using var stranger = TestKey();
        var foreign = SignedNote.Sign(served.Checkpoint.ToText(), served.Checkpoint.Origin.Value, stranger);
        Assert.Equal(403, (await PostAsync(http, new CheckpointRequest(served.Checkpoint.Size, [], foreign).Encode())).Status);
        var unknown = SignedNote.Sign("example.com/log\n1\nAAAA\n", "example.com/log", stranger);
        Assert.Equal(404, (await PostAsync(http, new CheckpointRequest(default, [], unknown).Encode())).Status);
        Assert.Equal(422, (await PostAsync(http, new CheckpointRequest(served.Checkpoint.Size, [served.Checkpoint.Root], served.Note).Encode())).Status);

        var read = await http.GetByteArrayAsync($"/{Witness.HashOf(served.Checkpoint.Origin)}/checkpoint");
        Assert.True(SignedCheckpoint.TryDecode(read, out var kept));
        Assert.Equal(served.Checkpoint, kept.Checkpoint);
        using var none = await http.GetAsync($"/{new string('0', 64)}/checkpoint");
        Assert.Equal(404, (int)none.StatusCode);
    }

    private WitnessPolicy Policy => election.House.Terms.Ledger.Log.Policy;

    private NoteKey LogKey
    {
        get
        {
            using var keys = town.Keys();
            return LogOrigin.TryParse(election.Manifest.Log.Origin, out var origin) ? origin.LogKey(keys.Log.Public) : throw new InvalidOperationException("no origin");
        }
    }

    private static Ed25519SecretKey TestKey() =>
        Ed25519SecretKey.TryImport(Ed25519SecretKey.GenerateSeed(), out var key) ? key : throw new InvalidOperationException("no key");

    private static async Task<(int Status, string? Type, string Text)> PostAsync(HttpClient http, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await http.PostAsync("/add-checkpoint", content);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    private async Task StartAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await witnesses[number].StartAsync(LogKey, first: true);
        }
    }

    private Task StartAgainAsync(int number) => witnesses[number].StartAsync(LogKey, first: false);

    /// <summary>The server's pauses grow by a clock that stands still here, so time is moved on between two rounds.</summary>
    private async Task UntilAsync(Func<Task<bool>> reached)
    {
        for (var round = 0; round < 20 && !await reached(); round++)
        {
            election.Clock.Advance(TimeSpan.FromMinutes(3));
            await election.House.CosignAsync(CancellationToken.None);
        }
    }

    private Task<Receipt?> ReceiptAsync(Entry entry) => election.House.ReceiptAsync(entry.LeafHash, CancellationToken.None);

    private async Task AssertReceiptAsync(Entry entry)
    {
        var receipt = await ReceiptAsync(entry);
        Assert.NotNull(receipt);
        var log = election.House.Terms.Ledger.Log;
        Assert.IsType<LedgerVerdict.Accepted>(receipt.Verify(log.Origin, log.Key, log.Policy));
    }

    private async Task<SignedCheckpoint> ServedAsync() =>
        SignedCheckpoint.TryDecode(await election.House.Files.ReadAsync(LogPath.Checkpoint, CancellationToken.None), out var checkpoint)
            ? checkpoint
            : throw new InvalidOperationException("no checkpoint");
}
