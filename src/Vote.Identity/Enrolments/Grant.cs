using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Slots;

namespace Vote.Identity.Enrolments;

/// <summary>
/// What a pending enrolment will say on the ledger. It comes from a verified act (<see cref="EnrolmentGranted"/>), or back from a
/// database that kept such a one (<see cref="GrantSeal"/>); there is no other source. spec/identity §9
/// </summary>
public class Grant
{
    internal Grant(Slot slot, Generation generation, SignatureKey credential, Digest act) =>
        (Slot, Generation, Credential, Act) = (slot, generation, credential, act);

    /// <summary>The slot.</summary>
    public Slot Slot { get; }

    /// <summary>The generation, assigned at sign-in.</summary>
    public Generation Generation { get; }

    /// <summary>The key that will sign the slot's ballots.</summary>
    public SignatureKey Credential { get; }

    /// <summary>The hiding commitment to the private record.</summary>
    public Digest Act { get; }
}
