using System.Collections.Concurrent;
using Vote.Canonical.Signatures;
using Vote.Identity.Enrolments;
using Vote.Identity.Slots;
using Vote.Ledger;
using Vote.Ledger.Writing;

namespace Vote.Api.Enrolment;

/// <summary>
/// Enrolments of a running election. Which are effective is asked of the ledger alone, where each took effect together with its first
/// ballot; only pending ones are kept here. spec/identity §9
/// </summary>
internal sealed class HouseEnrolments(Intake intake) : IEnrolmentStore
{
    private readonly ConcurrentDictionary<SignatureKey, EnrolmentGranted> pending = new();

    public Task<Generation> NextGenerationAsync(Slot slot, CancellationToken cancellationToken) =>
        Task.FromResult(new Generation((intake.Find(new SlotNumber(slot.Number))?.Place.Generation ?? 0) + 1));

    public Task<bool> TryAddPendingAsync(EnrolmentGranted granted, CancellationToken cancellationToken)
    {
        var kept = intake.WasEnrolled(granted.Credential)
            ? null
            : pending.AddOrUpdate(granted.Credential, granted, (_, known) => known.Slot == granted.Slot ? granted : known);
        return Task.FromResult(kept == granted);
    }

    public Task<EnrolmentGranted?> FindPendingAsync(SignatureKey credential, CancellationToken cancellationToken) =>
        Task.FromResult(pending.GetValueOrDefault(credential));
}
