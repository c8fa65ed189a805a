using Vote.Canonical.Signatures;
using Vote.Identity.Jpki;
using Vote.Identity.Persons;

namespace Vote.Identity.Acts;

/// <summary>Why a well-formed act is refused for what it states. spec/identity §5 (4)</summary>
public enum ActRefusal
{
    /// <summary>It states another election's hash or title.</summary>
    WrongElection,

    /// <summary>It states another credential's hash.</summary>
    WrongCredential,

    /// <summary>Its time is too far from the server's.</summary>
    ClockSkew,

    /// <summary>The nonce was not issued here.</summary>
    UnknownNonce,

    /// <summary>The nonce was used before: the act, or another with the same nonce, is a replay.</summary>
    NonceReused,

    /// <summary>The nonce is too old: sign in again.</summary>
    NonceExpired,
}

/// <summary>The outcome of checking an act.</summary>
public abstract record ActResult
{
    private ActResult()
    {
    }

    /// <summary>A living person's digital ID signed exactly this, for this election and credential, now, for the first time.</summary>
    public sealed record Verified(VerifiedAct Act) : ActResult;

    /// <summary>The statement is not acceptable.</summary>
    public sealed record Refused(ActRefusal Reason, string Detail) : ActResult;

    /// <summary>The signature by digital ID is not acceptable.</summary>
    public sealed record NotSigned(JpkiRefusal Reason, string Detail) : ActResult;
}

/// <summary>
/// The proof that an act was verified: only <see cref="ActVerifier"/> makes one, and nothing enrols without one.
/// </summary>
public sealed class VerifiedAct
{
    internal VerifiedAct(Act act, SignatureKey credential, IdentityAttributes holder) =>
        (Act, Credential, Holder) = (act, credential, holder);

    /// <summary>The act.</summary>
    public Act Act { get; }

    /// <summary>The key that the act registers.</summary>
    public SignatureKey Credential { get; }

    /// <summary>Who signed.</summary>
    public IdentityAttributes Holder { get; }
}
