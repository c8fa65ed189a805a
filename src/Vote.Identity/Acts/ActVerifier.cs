using System.Diagnostics;
using Vote.Canonical.Signatures;
using Vote.Identity.Jpki;

namespace Vote.Identity.Acts;

/// <summary>The only way from bytes to a <see cref="VerifiedAct"/>. spec/identity §5 (4)</summary>
/// <param name="election">The election served here.</param>
/// <param name="trust">Pinned authorities and present revocation lists; a newer list means a new verifier.</param>
/// <param name="nonces">The nonces issued here.</param>
/// <param name="clock">The server's clock.</param>
public sealed class ActVerifier(ActElection election, JpkiTrust trust, IActNonces nonces, TimeProvider clock)
{
    /// <summary>How far an act's time may lie from the server's, either way.</summary>
    public static TimeSpan GreatestSkew { get; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Checks statement, signature and nonce, in this order: a nonce is used up only by an act that is right in everything else.
    /// </summary>
    public async Task<ActResult> VerifyAsync(Act act, SignatureKey credential, CancellationToken cancellationToken)
    {
        if (CheckStatement(act.Statement, credential) is { } refused)
        {
            return refused;
        }

        return JpkiVerifier.Verify(act.Message, trust, act.Statement.Time.Value) switch
        {
            JpkiResult.Refused(var reason, var detail) => new ActResult.NotSigned(reason, detail),
            JpkiResult.Verified(var holder) =>
                CheckNonce(await nonces.UseAsync(act.Statement.Nonce, cancellationToken))
                ?? (ActResult)new ActResult.Verified(new VerifiedAct(act, credential, holder)),
            _ => throw new UnreachableException(),
        };
    }

    private ActResult.Refused? CheckStatement(ActStatement statement, SignatureKey credential)
    {
        if (statement.Election != election)
        {
            return new(ActRefusal.WrongElection, $"the act is for {statement.Election.Title}, {statement.Election.Hash}");
        }

        if (statement.Credential != ActStatement.HashOf(credential))
        {
            return new(ActRefusal.WrongCredential, "the act registers another key");
        }

        var skew = statement.Time.Value - clock.GetUtcNow();
        return skew.Duration() > GreatestSkew ? new(ActRefusal.ClockSkew, $"the act's time is off by {skew:c}") : null;
    }

    private static ActResult.Refused? CheckNonce(NonceUse use) => use switch
    {
        NonceUse.Accepted => null,
        NonceUse.AlreadyUsed => new(ActRefusal.NonceReused, "this act, or another with its nonce, was used before"),
        NonceUse.Expired => new(ActRefusal.NonceExpired, "the nonce is too old"),
        _ => new(ActRefusal.UnknownNonce, "the nonce was not issued here"),
    };
}
