using Vote.Identity.Persons;

namespace Vote.Identity.Jpki;

/// <summary>Why a signature by digital ID is refused. One reason for each check, in the checks' order. spec/identity §4 (2)</summary>
public enum JpkiRefusal
{
    /// <summary>A certificate, extension or attribute inside the message is no DER of its type.</summary>
    Unreadable,

    /// <summary>Not exactly one signer.</summary>
    NotOneSigner,

    /// <summary>Not exactly the signer's certificate, and nothing else, in the message.</summary>
    NotOneCertificate,

    /// <summary>The signed content is not attached, or is not plain data.</summary>
    ContentNotAttached,

    /// <summary>Signed attributes are missing or ambiguous, or unsigned ones are present.</summary>
    WrongAttributes,

    /// <summary>A key, digest or signature algorithm outside the accepted suites.</summary>
    UnsupportedAlgorithm,

    /// <summary>The issuer is not one of the pinned authorities.</summary>
    UnknownIssuer,

    /// <summary>An authentication certificate where a signature certificate is required.</summary>
    AuthenticationCertificate,

    /// <summary>The certificate does not have exactly the required policy, marked critical.</summary>
    WrongPolicy,

    /// <summary>The certificate's key usage is not exactly the required one.</summary>
    WrongKeyUsage,

    /// <summary>Certificate or authority is not valid yet.</summary>
    NotYetValid,

    /// <summary>Certificate or authority has expired.</summary>
    Expired,

    /// <summary>The chain does not build for another reason, such as a critical extension nobody understands.</summary>
    BrokenChain,

    /// <summary>No revocation list of the issuer, or an outdated one: fail closed.</summary>
    RevocationUnknown,

    /// <summary>Revoked.</summary>
    Revoked,

    /// <summary>The signature or the digest does not fit the content.</summary>
    BadSignature,

    /// <summary>The certificate's personal attributes are not of the profile.</summary>
    MalformedAttributes,
}

/// <summary>The outcome of checking a signature by digital ID.</summary>
public abstract record JpkiResult
{
    private JpkiResult()
    {
    }

    /// <summary>Every check passed.</summary>
    public sealed record Verified(IdentityAttributes Holder) : JpkiResult;

    /// <summary>A check failed. The detail names no personal data.</summary>
    public sealed record Refused(JpkiRefusal Reason, string Detail) : JpkiResult;
}
