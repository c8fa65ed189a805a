using Vote.Ledger.Entries;

namespace Vote.Ledger.Records;

/// <summary>An entry and where it stands.</summary>
public sealed record PlacedEntry(EntryIndex Index, Entry Entry);

/// <summary>Looks at a record's entries as they pass, so that nobody need hold them all.</summary>
public interface IEntrySink
{
    /// <summary>Takes the next entries that could be decoded, in order; their giver forgets them.</summary>
    Task TakeAsync(IReadOnlyList<PlacedEntry> entries, CancellationToken cancellationToken);
}

/// <summary>Keeps them all: for records that fit into memory.</summary>
internal sealed class EntryList : IEntrySink
{
    private readonly List<Entry> entries = [];

    internal IReadOnlyList<Entry> Entries => entries;

    public Task TakeAsync(IReadOnlyList<PlacedEntry> placed, CancellationToken cancellationToken)
    {
        entries.AddRange(placed.Select(one => one.Entry));
        return Task.CompletedTask;
    }
}

/// <summary>Keeps none.</summary>
internal sealed class NoSink : IEntrySink
{
    public Task TakeAsync(IReadOnlyList<PlacedEntry> entries, CancellationToken cancellationToken) => Task.CompletedTask;
}
