using Vote.Api.Ballots;
using Vote.Api.Elections;
using Vote.Api.Enrolment;
using Vote.Api.Tests.Elections;
using Vote.Canonical;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Storage;
using Vote.Ledger.Writing;

namespace Vote.Api.Tests.Ballots;

/// <summary>Another process on the same database, which dies right after a ballot's COMMIT.</summary>
internal sealed class CrashingBallotBox(TestElection election)
{
    internal async Task CastAsync(Entry ballot, PendingEnrolment pending)
    {
        using var store = await SqliteEntryStore.OpenAsync(election.Files.Entries, CancellationToken.None);
        using var keys = election.Town.Keys();
        var terms = election.House.Terms;
        using var intake = await Intake.OpenAsync(
            new(terms.Ledger, terms.Publish, keys.Accept, election.Time), new DiesAfterCommit(store), _ => Task.FromResult(election.House.Head), CancellationToken.None);
        var box = new BallotBox(terms, intake, new RegistrarSeal(election.Manifest.Hash.Value, keys.Registrar));
        await box.AcceptAsync(ballot.Encoded, default, pending, CancellationToken.None);
    }

    private sealed class DiesAfterCommit(IEntryStore store) : IEntryStore
    {
        public async Task<StoreOutcome> AcceptAsync(AcceptedUnit accepted, CancellationToken cancellationToken)
        {
            await store.AcceptAsync(accepted, cancellationToken);
            throw new IOException("dead");
        }

        public Task<AcceptedUnit?> FindAsync(LeafHash key, CancellationToken cancellationToken) => store.FindAsync(key, cancellationToken);

        public Task<IReadOnlySet<Digest>> FindMarksAsync(IReadOnlyCollection<Digest> marks, CancellationToken cancellationToken) =>
            store.FindMarksAsync(marks, cancellationToken);

        public IAsyncEnumerable<AcceptedUnit> AcceptedAsync(CancellationToken cancellationToken) => store.AcceptedAsync(cancellationToken);

        public Task<IReadOnlyList<PendingUnit>> PendingAsync(int limit, CancellationToken cancellationToken) =>
            store.PendingAsync(limit, cancellationToken);

        public Task<IReadOnlyList<AcceptedUnit>> SlotAsync(SlotNumber slot, CancellationToken cancellationToken) =>
            store.SlotAsync(slot, cancellationToken);

        public Task<IReadOnlyList<AcceptedUnit>> OthersAsync(int after, CancellationToken cancellationToken) =>
            store.OthersAsync(after, cancellationToken);

        public Task CloseAsync(CancellationToken cancellationToken) => store.CloseAsync(cancellationToken);

        public Task<bool> IsClosedAsync(CancellationToken cancellationToken) => store.IsClosedAsync(cancellationToken);

        public Task<bool> IsAnyPendingAsync(CancellationToken cancellationToken) => store.IsAnyPendingAsync(cancellationToken);

        public Task<IReadOnlyList<EntryUnit>> LoadAsync(IReadOnlyList<LeafHash> keys, CancellationToken cancellationToken) =>
            store.LoadAsync(keys, cancellationToken);

        public IAsyncEnumerable<Entry> SequencedAsync(EntryIndex first, CancellationToken cancellationToken) => store.SequencedAsync(first, cancellationToken);

        public Task SequenceAsync(EntryIndex first, IReadOnlyList<LeafHash> leaves, CancellationToken cancellationToken) =>
            store.SequenceAsync(first, leaves, cancellationToken);
    }
}
