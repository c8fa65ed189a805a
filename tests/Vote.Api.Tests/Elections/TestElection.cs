using Vote.Api.Configuration;
using Vote.Api.Elections;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Ledger.Storage;
using Vote.Ledger.Tests.Storage;
using Vote.Ledger.Writing;

namespace Vote.Api.Tests.Elections;

/// <summary>An election of a town in a folder of its own, with two small questions, one of each mode.</summary>
internal sealed class TestElection : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly TimeProvider time;
    private readonly TestElection? shared;
    private ElectionHouse? house;

    internal TestElection(TestTown town)
        : this(town, new TestClock())
    {
    }

    /// <summary>The same election as another process has it open: the same folder, rows and clock.</summary>
    private TestElection(TestElection other)
    {
        (Town, time, Opens, Manifest, Postgres) = (other.Town, other.time, other.Opens, other.Manifest, other.Postgres);
        shared = other;
    }

    internal TestElection(TestTown town, TimeProvider time, params Question[] questions)
    {
        (Town, this.time) = (town, time);
        Opens = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()).AddMinutes(-5).ToOffset(TimeSpan.FromHours(9));
        Manifest = town.Manifest(new(Opens, Opens.AddHours(6), DateOnly.FromDateTime(Opens.DateTime)), questions.Length > 0 ? questions : Questions());
    }

    internal TestTown Town { get; }

    internal TimeProvider Time => time;

    internal TestClock Clock => (TestClock)time;

    internal DateTimeOffset Opens { get; }

    internal Manifest Manifest { get; }

    internal PostgresHouse? Postgres { get; private set; }

    internal DirectoryInfo Root => folder.Root;

    internal HouseFolder Files => shared?.Files ?? new(folder.At("house"));

    internal ElectionHouse House => house ?? throw new InvalidOperationException("not open");

    internal ElectionSetup Setup => new()
    {
        Manifest = Manifest,
        Folder = Files,
        Keys = Town.Keys(),
        Registrar = Town.Registrar(),
        Trust = Town.Trust(),
        Postgres = Postgres,
        Clock = time,
        Witnesses = Witnesses,
        Anchor = Anchor,
    };

    /// <summary>Where checkpoints are anchored.</summary>
    internal AnchorSetup? Anchor { get; set; }

    /// <summary>Where the witnesses are.</summary>
    internal IReadOnlyDictionary<string, Uri> Witnesses { get; set; } = new Dictionary<string, Uri>(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await CloseHouseAsync();
        folder.Dispose();
    }

    /// <summary>A house whose election was opened by its officers; other questions than the usual two where some are given.</summary>
    internal static async Task<TestElection> OpenAsync(TestTown town, params Question[] questions)
    {
        var election = new TestElection(town, new TestClock(), questions);
        await election.OpenHouseAsync();
        await election.AcceptAsync(election.Opening());
        return election;
    }

    /// <summary>The same in PostgreSQL, opened as its first process.</summary>
    internal static async Task<TestElection> OpenInPostgresAsync(TestTown town)
    {
        var election = new TestElection(town);
        var server = await TestPostgres.SharedAsync();
        var rows = PostgresHouse.Of(
            new(server.As(TestPostgres.App), server.As(TestPostgres.App, "_checkpoint")), election.Manifest.Id);
        await DatabasePreparation.RunAsync(
            [election.Manifest.Id],
            new(server.As(TestPostgres.Owner), server.As(TestPostgres.Owner, "_checkpoint"), TestPostgres.Name(TestPostgres.App)),
            CancellationToken.None);
        election.Postgres = rows;
        await election.OpenHouseAsync();
        await election.AcceptAsync(election.Opening());
        return election;
    }

    /// <summary>Another process on the same election.</summary>
    internal async Task<TestElection> BesideAsync()
    {
        var other = new TestElection(this);
        await other.OpenHouseAsync();
        return other;
    }

    /// <summary>A server has opened the house, and will close it.</summary>
    internal void Lend(ElectionHouse opened) => house = opened;

    internal void TakeBack() => house = null;

    internal async Task OpenHouseAsync() => house = await ElectionHouse.OpenAsync(Setup, CancellationToken.None);

    /// <summary>The process ends and another one starts.</summary>
    internal async Task RestartAsync()
    {
        await CloseHouseAsync();
        await OpenHouseAsync();
    }

    internal async Task CloseHouseAsync()
    {
        if (house is not null)
        {
            await house.DisposeAsync();
            house = null;
        }
    }

    internal Entry Opening() => Sign(new ElectionOpened(new(CanonicalObject.Of(
        ("ceremony", CanonicalObject.Of()),
        ("manifest", Parse(Manifest.Encode())),
        ("nonce", CanonicalValue.Hash(Digest.Sha256("nonce"u8))),
        ("slots", Town.Slots.ToCanonical())).Encode())));

    internal Entry Closing() => Sign(new VotingClosed(House.Head.Size, House.Head.Root, House.Head.ChainHead));

    /// <summary>An entry signed by two officers.</summary>
    internal Entry Sign(EntryBody body) => Sign(body, Town.Officers[0], Town.Officers[1]);

    internal Entry Sign(EntryBody body, params SigningKey[] authors) => new UnsignedEntry(Manifest.Hash.Value, body).Sign(authors);

    internal async Task AcceptAsync(Entry entry)
    {
        var blob = entry.TryGetBlob(out var payload) ? payload.Bytes : ReadOnlyMemory<byte>.Empty;
        Assert.IsType<Vote.Api.Ceremony.EntryResult.Accepted>(await House.Entries.AcceptAsync(entry.Encoded, blob, CancellationToken.None));
        await House.RunOnceAsync(CancellationToken.None);
    }

    internal Task CloseVotingAsync() => House.CloseIntakeAsync(CancellationToken.None);

    /// <summary>All that is stored, in order of acceptance, read past the house.</summary>
    internal async Task<IReadOnlyList<AcceptedUnit>> StoredAsync()
    {
        using var store = await SqliteEntryStore.OpenAsync(Files.Entries, CancellationToken.None);
        return await store.AcceptedAsync(CancellationToken.None).ToListAsync();
    }

    /// <summary>All that a ballot could leave behind: the published head, and what is stored.</summary>
    internal async Task<string> TraceAsync()
    {
        await House.DrainAsync(CancellationToken.None);
        var stored = await StoredAsync();
        return string.Join(' ', [$"{House.Head}", .. stored.Select(unit => unit.Unit.Key.Value.ToHex())]);
    }

    /// <summary>The published log, copied and audited, without its first entry.</summary>
    internal async Task<IReadOnlyList<Entry>> PublishedAsync(Phase until = Phase.Voting)
    {
        await House.DrainAsync(CancellationToken.None);
        var copy = folder.At($"copy-{Guid.CreateVersion7()}");
        await RecordExport.CopyAsync(House.Files, copy, CancellationToken.None);
        var record = await RecordFolder.OpenAsync(copy, CancellationToken.None);
        Assert.NotNull(record);
        var audit = await LedgerAuditor.RunAsync(record, House.Terms.Ledger, until, null, CancellationToken.None);
        Assert.All(audit.Checks, check => Assert.IsType<LedgerVerdict.Accepted>(check.Verdict));
        return [.. audit.Entries.Skip(1)];
    }

    private static Question[] Questions()
    {
        Option[] options = [.. Enumerable.Range(1, 3).Select(i => new Option(LocalizedText.InJapanese($"案{i}"), i * 1000))];
        return
        [
            new HomomorphicQuestion(new(1, LocalizedText.InJapanese("問1"), new ChoiceRule.ChooseOne(), options)),
            new MixedQuestion(new(2, LocalizedText.InJapanese("問2"), new ChoiceRule.Approval(1, 2), options), 0),
        ];
    }

    private static CanonicalValue Parse(byte[] encoded) =>
        CanonicalValue.TryParse(encoded, out var value) ? value : throw new InvalidOperationException("no manifest");
}
