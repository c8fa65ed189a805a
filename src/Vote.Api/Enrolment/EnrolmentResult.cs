using Vote.Identity.Acts;
using Vote.Identity.Enrolments;
using Vote.Identity.Jpki;
using Vote.Identity.Roll;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Enrolment;

/// <summary>What the enrolment desk answers. Every refusal leaves no trace but, at most, a used nonce.</summary>
public abstract record EnrolmentResult
{
    private EnrolmentResult()
    {
    }

    /// <summary>Granted; takes effect with the credential's first accepted ballot.</summary>
    public sealed record Pending(PendingEnrolment Enrolment) : EnrolmentResult;

    /// <summary>The bytes are no act.</summary>
    public sealed record Malformed : EnrolmentResult;

    /// <summary>The statement is not acceptable.</summary>
    public sealed record StatementRefused(ActRefusal Reason, string Detail) : EnrolmentResult;

    /// <summary>The signature by digital ID is not acceptable.</summary>
    public sealed record SignatureRefused(JpkiRefusal Reason, string Detail) : EnrolmentResult;

    /// <summary>The person is not found without people: two officers decide.</summary>
    public sealed record Manual(ManualReason Reason) : EnrolmentResult;

    /// <summary>The key was used for an enrolment before; the client makes a fresh one.</summary>
    public sealed record CredentialUsed : EnrolmentResult;
}

/// <summary>
/// An enrolment that waits for its first ballot. Only the desk makes one, and only from a verified act.
/// </summary>
public sealed class PendingEnrolment
{
    internal PendingEnrolment(Grant granted)
    {
        Granted = granted;
        Entry = new CredentialEnrolled(
            new SlotNumber(granted.Slot.Number), granted.Generation.Number, granted.Credential, granted.Act);
    }

    /// <summary>What the registrar signs and the ledger gets, directly before the ballot. spec/ledger.md §3</summary>
    public CredentialEnrolled Entry { get; }

    /// <summary>The same for the enrolment store.</summary>
    public Grant Granted { get; }
}
