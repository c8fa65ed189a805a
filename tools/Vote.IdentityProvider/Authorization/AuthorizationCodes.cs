using System.Diagnostics.CodeAnalysis;
using System.Text;
using Vote.Canonical;
using Vote.IdentityProvider.Residents;
using Vote.IdentityProvider.Tokens;

namespace Vote.IdentityProvider.Authorization;

/// <summary>One person's consent to one request.</summary>
internal sealed record Consent(AuthorizationRequest Request, DemoResident Resident, DateTimeOffset At)
{
    // A record would print the request's parts into a log.
    /// <inheritdoc/>
    public override string ToString() => "consent";
}

/// <summary>What a client says when it redeems a code.</summary>
internal sealed record Redemption(string ClientId, string Code, string? RedirectUri, string? CodeVerifier)
{
    // A record would print the code into a log.
    /// <inheritdoc/>
    public override string ToString() => $"redemption by {ClientId}";
}

/// <summary>What a redeemed code stands for, and the access token made for it.</summary>
internal sealed record Redeemed(Consent Consent, string AccessToken)
{
    /// <inheritdoc/>
    public override string ToString() => "redeemed";
}

/// <summary>
/// Codes: good for one redemption within 60 seconds by the client, redirect URI and verifier they were made for. Any attempt of
/// that client uses the code up; a second one revokes what the first gave. RFC 6749 §4.1.2
/// </summary>
internal sealed class AuthorizationCodes(AccessTokens tokens, TimeProvider clock)
{
    /// <summary>How long a code may wait.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    // Used codes are remembered as long as a token they gave may live.
    private readonly ExpiringTable<Code> codes = new(Lifetime + AccessTokens.Lifetime, clock);

    /// <summary>Makes a code.</summary>
    public string Issue(Consent consent)
    {
        var name = SecretText.Draw();
        codes.TryAdd(name, new Code(consent));
        return name;
    }

    /// <summary>Uses a code up. True when everything fits; the caller then gives an ID token and this access token.</summary>
    public bool TryRedeem(Redemption asked, [NotNullWhen(true)] out Redeemed? redeemed)
    {
        redeemed = null;
        if (!codes.TryGet(asked.Code, out var code) || code.Consent.Request.Client.ClientId != asked.ClientId)
        {
            return false;
        }

        lock (code)
        {
            if (code.IsUsed)
            {
                tokens.Revoke(code.AccessToken);
                return false;
            }

            code.IsUsed = true;
            if (!Fits(code.Consent, asked))
            {
                return false;
            }

            code.AccessToken = tokens.Issue(new AccessGrant(code.Consent.Request.Client, AccessGrant.OpenIdScope, code.Consent.Resident));
            redeemed = new Redeemed(code.Consent, code.AccessToken);
            return true;
        }
    }

    private bool Fits(Consent consent, Redemption asked) =>
        clock.GetUtcNow() < consent.At + Lifetime
        && asked.RedirectUri == consent.Request.RedirectUri
        && IsVerifier(asked.CodeVerifier)
        && Digest.Sha256(Encoding.ASCII.GetBytes(asked.CodeVerifier)) == consent.Request.CodeChallenge;

    // RFC 7636 §4.1
    private static bool IsVerifier([NotNullWhen(true)] string? verifier) =>
        verifier is { Length: >= 43 and <= 128 } && verifier.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~');

    private sealed class Code(Consent consent)
    {
        public Consent Consent => consent;

        public bool IsUsed { get; set; }

        public string AccessToken { get; set; } = "";
    }
}
