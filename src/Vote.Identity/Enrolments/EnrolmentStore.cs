using Vote.Canonical.Signatures;
using Vote.Identity.Slots;

namespace Vote.Identity.Enrolments;

/// <summary>What became of a pending enrolment when its credential's first ballot came.</summary>
public enum EffectOutcome
{
    /// <summary>Not granted here, or replaced by a later sign-in with the same key.</summary>
    NotPending,

    /// <summary>It is the slot's live credential now; every earlier one is dead.</summary>
    Effective,

    /// <summary>Another enrolment of the same generation took effect first: sign in again.</summary>
    Superseded,
}

/// <summary>
/// The enrolments of one election. A slot has at most one live credential: that of its last effective generation.
/// spec/identity §9
/// </summary>
public interface IEnrolmentStore
{
    /// <summary>The slot's last effective generation + 1.</summary>
    Task<Generation> NextGenerationAsync(Slot slot, CancellationToken cancellationToken);

    /// <summary>
    /// Remembers a pending enrolment; false when its key was ever effective, or is pending for another slot. A pending one
    /// of the same slot and key is replaced.
    /// </summary>
    Task<bool> TryAddPendingAsync(EnrolmentGranted granted, CancellationToken cancellationToken);

    /// <summary>The pending enrolment of a key, if there is one.</summary>
    Task<Grant?> FindPendingAsync(SignatureKey credential, CancellationToken cancellationToken);
}

/// <summary>The rules themselves, over memory.</summary>
public sealed class EnrolmentsInMemory : IEnrolmentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<Slot, Generation> effective = [];
    private readonly HashSet<SignatureKey> used = [];
    private readonly Dictionary<SignatureKey, Grant> pending = [];

    /// <inheritdoc/>
    public Task<Generation> NextGenerationAsync(Slot slot, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Next(slot));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryAddPendingAsync(EnrolmentGranted granted, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var free = !used.Contains(granted.Credential)
                && (!pending.TryGetValue(granted.Credential, out var earlier) || earlier.Slot == granted.Slot);
            if (free)
            {
                pending[granted.Credential] = granted;
            }

            return Task.FromResult(free);
        }
    }

    /// <inheritdoc/>
    public Task<Grant?> FindPendingAsync(SignatureKey credential, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(pending.GetValueOrDefault(credential));
        }
    }

    /// <summary>
    /// Makes a pending enrolment effective. Where there is a ledger it is the ledger that does, together with the first ballot, in one
    /// transaction: of two of one generation exactly one wins.
    /// </summary>
    public Task<EffectOutcome> TakeEffectAsync(Grant granted, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(TakeEffect(granted));
        }
    }

    private EffectOutcome TakeEffect(Grant granted)
    {
        if (!pending.TryGetValue(granted.Credential, out var known) || known != granted)
        {
            return EffectOutcome.NotPending;
        }

        pending.Remove(granted.Credential);
        if (granted.Generation != Next(granted.Slot))
        {
            return EffectOutcome.Superseded;
        }

        effective[granted.Slot] = granted.Generation;
        used.Add(granted.Credential);
        return EffectOutcome.Effective;
    }

    private Generation Next(Slot slot) => effective.TryGetValue(slot, out var last) ? last.Next() : Generation.First;
}
