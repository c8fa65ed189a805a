using Vote.Api.Enrolment;
using Vote.Identity.Acts;
using Vote.Identity.Jpki;
using Vote.Identity.Roll;

namespace Vote.Api.SignIn;

/// <summary>Why a sign-in failed: what stands behind <c>/#refused=</c>, in kebab case. docs/api.md</summary>
public enum SignInRefusal
{
    /// <summary>The person declined at the provider.</summary>
    Cancelled,

    /// <summary>The sign-in was taken up before, is too old, or began in another browser; or the act was used before.</summary>
    Replayed,

    /// <summary>The act's nonce or time is too old or too far away.</summary>
    TooLate,

    /// <summary>The act states another election or key.</summary>
    WrongStatement,

    /// <summary>The certificate is of no pinned authority.</summary>
    WrongIssuer,

    /// <summary>Not a certificate for signing.</summary>
    WrongPolicy,

    /// <summary>The certificate is not valid at this time.</summary>
    Expired,

    /// <summary>The certificate is revoked.</summary>
    Revoked,

    /// <summary>No current revocation list: nobody can sign in until the server has one.</summary>
    RevocationUnknown,

    /// <summary>The signature is not what it should be.</summary>
    InvalidSignature,

    /// <summary>Nobody on the roll has these attributes.</summary>
    NotOnRoll,

    /// <summary>Several on the roll have them.</summary>
    Ambiguous,

    /// <summary>The key was enrolled before: make a fresh one.</summary>
    CredentialUsed,

    /// <summary>Voting is over.</summary>
    NotOpen,

    /// <summary>The provider does not answer, or answers wrongly.</summary>
    Provider,
}

/// <summary>From the enrolment desk's reasons to what the page shows.</summary>
internal static class SignInRefusals
{
    public static SignInRefusal Of(EnrolmentResult result) => result switch
    {
        EnrolmentResult.StatementRefused(var reason, _) => Of(reason),
        EnrolmentResult.SignatureRefused(var reason, _) => Of(reason),
        EnrolmentResult.Manual(ManualReason.Ambiguous) => SignInRefusal.Ambiguous,
        EnrolmentResult.Manual => SignInRefusal.NotOnRoll,
        EnrolmentResult.CredentialUsed => SignInRefusal.CredentialUsed,
        EnrolmentResult.Malformed => SignInRefusal.InvalidSignature,
        _ => throw new ArgumentException("No refusal.", nameof(result)),
    };

    private static SignInRefusal Of(ActRefusal reason) => reason switch
    {
        ActRefusal.WrongElection or ActRefusal.WrongCredential => SignInRefusal.WrongStatement,
        ActRefusal.ClockSkew or ActRefusal.NonceExpired => SignInRefusal.TooLate,
        _ => SignInRefusal.Replayed,
    };

    private static SignInRefusal Of(JpkiRefusal reason) => reason switch
    {
        JpkiRefusal.UnknownIssuer or JpkiRefusal.BrokenChain => SignInRefusal.WrongIssuer,
        JpkiRefusal.AuthenticationCertificate or JpkiRefusal.WrongPolicy or JpkiRefusal.WrongKeyUsage => SignInRefusal.WrongPolicy,
        JpkiRefusal.NotYetValid or JpkiRefusal.Expired => SignInRefusal.Expired,
        JpkiRefusal.Revoked => SignInRefusal.Revoked,
        JpkiRefusal.RevocationUnknown => SignInRefusal.RevocationUnknown,
        _ => SignInRefusal.InvalidSignature,
    };
}
