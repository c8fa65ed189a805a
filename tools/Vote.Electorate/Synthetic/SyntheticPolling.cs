using System.Security.Cryptography;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Tally.Record;

namespace Vote.Electorate.Synthetic;

/// <summary>Casts every ballot of an invented election into a record on disk, on all cores, a window at a time; nothing but the count stays.</summary>
internal sealed class SyntheticPolling(SyntheticOffice office, RecordWriter writer)
{
    private const int Window = 512;

    private readonly BallotEncryptor encryptor = new(office.Manifest.Election);
    private readonly List<Device> again = [];

    /// <summary>Where the record goes.</summary>
    public RecordWriter Writer => writer;

    /// <summary>The ballots that count.</summary>
    public CountedBallots Counted { get; } = new(office.Manifest.Election.Style);

    /// <summary>What their voters chose, by option.</summary>
    public long[] Chosen { get; } = new long[office.Election.Options];

    /// <summary>Opens the election and casts: slots in random order, second thoughts last.</summary>
    public async Task RunAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await writer.AppendAsync([office.Opening()], cancellationToken);
        var slots = Enumerable.Range(1, office.Election.Voters).ToArray();
        RandomNumberGenerator.Shuffle(slots.AsSpan());
        var done = 0;
        foreach (var window in slots.Chunk(Window))
        {
            await CastAsync(Array.ConvertAll(window, slot => new Device(new SlotNumber(slot))), cancellationToken);
            progress?.Report(done += window.Length);
        }

        foreach (var window in again.Chunk(Window))
        {
            await CastAsync(window, cancellationToken);
        }

        again.ForEach(device => device.Dispose());
    }

    private async Task CastAsync(Device[] devices, CancellationToken cancellationToken)
    {
        var cast = new Cast[devices.Length];
        Parallel.For(0, devices.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => cast[i] = Vote(devices[i]));
        foreach (var (device, one) in devices.Zip(cast))
        {
            await writer.AppendAsync(one.Entries, cancellationToken);
            Count(device, one);
        }
    }

    private void Count(Device device, Cast cast)
    {
        var entry = cast.Entries[^1];
        if (Counted.Take(new(new EntryIndex(writer.Head.Size.Value - 1), entry.Hash, (BallotCast)entry.Body, cast.Ballot)) is not null)
        {
            Counted.Remove(device.Last!.Ballot);
            Add(device.Last.Chosen, -1);
        }

        Add(cast.Chosen, 1);
        if (device.Last is null && device.Slot.Value % SyntheticElection.SecondThoughts == 0)
        {
            device.Last = cast;
            again.Add(device);
        }
        else if (device.Last is null)
        {
            device.Dispose();
        }
    }

    private void Add(int[] chosen, int by)
    {
        foreach (var option in chosen)
        {
            Chosen[option - 1] += by;
        }
    }

    private Cast Vote(Device device)
    {
        var chosen = office.Election.Choose();
        var selection = Selection.TryParse(office.Manifest.Questions[0], chosen, out var parsed, out _) ? parsed : throw new InvalidOperationException("No such choice.");
        var previous = device.Last?.Entries[^1].Hash ?? EntryHash.None;
        var place = new BallotPlace(device.Slot, 1, device.Last is null ? 1 : 2);
        using var seed = BallotSeed.Generate();
        var ballot = encryptor.Encrypt(
            new(device.Key.Public, new(place.Slot.Value, place.Generation, place.Sequence), previous.Value), seed, [selection]);
        var entry = new UnsignedEntry(office.Manifest.Hash.Value, new BallotCast(place, previous, device.Key.Public, new Payload(ballot.Encode())))
            .Sign(device.Key);
        return new(device.Last is null ? [Enrol(device), entry] : [entry], ballot, chosen);
    }

    private Entry Enrol(Device device) => new UnsignedEntry(
        office.Manifest.Hash.Value, new CredentialEnrolled(device.Slot, 1, device.Key.Public, SyntheticOffice.RandomDigest())).Sign(office.Registrar);

    /// <summary>What one voter sends.</summary>
    private sealed record Cast(Entry[] Entries, EncryptedBallot Ballot, int[] Chosen);

    /// <summary>A voter's key, and the first ballot of those who vote again.</summary>
    private sealed class Device(SlotNumber slot) : IDisposable
    {
        public SlotNumber Slot { get; } = slot;

        public SigningKey Key { get; } = SigningKey.Generate();

        public Cast? Last { get; set; }

        public void Dispose() => Key.Dispose();
    }
}
