using Vote.Canonical;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Pages;
using Vote.IdentityProvider.SignTransactions;
using Vote.IdentityProvider.Tokens;

namespace Vote.IdentityProvider.Authorization;

/// <summary>The outcome of reading the parameters of an authorization request.</summary>
internal abstract record RequestReading
{
    private RequestReading()
    {
    }

    /// <summary>All right. The transaction is there exactly when the request names one.</summary>
    internal sealed record Accepted(AuthorizationRequest Request, SignTransaction? Transaction) : RequestReading;

    /// <summary>Wrong, and the client is told. RFC 6749 §4.1.2.1</summary>
    internal sealed record Refused(string RedirectUri, string? State, string Error, string Description) : RequestReading;

    /// <summary>Nobody knows where the answer should go, so the person is told.</summary>
    internal sealed record Nowhere : RequestReading;
}

/// <summary>Reads authorization requests. First who asks and where the answer may go; only then can a refusal be sent there.</summary>
internal sealed class AuthorizationRequestReader(ClientRegistry clients, SignTransactionBook transactions, IdentityProviderOptions options)
{
    private const int MaxMark = 512;

    /// <summary>Checks every parameter, in the order of docs/identity-provider.md.</summary>
    public RequestReading Read(OAuthForm form)
    {
        if (!clients.TryFind(form["client_id"], out var client)
            || form["redirect_uri"] is not { } redirectUri
            || !client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal))
        {
            return new RequestReading.Nowhere();
        }

        var state = IsMark(form["state"]) ? form["state"] : null;
        if (FindFault(form, state) is var (error, description))
        {
            return new RequestReading.Refused(redirectUri, state, error, description);
        }

        if (!Digest.TryParseBase64Url(form["code_challenge"] ?? "", out var challenge))
        {
            return new RequestReading.Refused(redirectUri, state, "invalid_request", "code_challenge is 43 characters of base64url");
        }

        var transactionId = form["sign_transaction_id"];
        SignTransaction? transaction = null;
        if (transactionId is not null
            && (!transactions.TryFind(transactionId, client, out transaction) || !transaction.IsPendingAt(options.Clock.GetUtcNow())))
        {
            return new RequestReading.Refused(redirectUri, state, "invalid_request", "sign_transaction_id: none of this client's that is pending");
        }

        return new RequestReading.Accepted(
            new AuthorizationRequest
            {
                Client = client,
                RedirectUri = redirectUri,
                State = state!,
                Nonce = form["nonce"]!,
                CodeChallenge = challenge,
                SignTransactionId = transactionId,
                Texts = Texts.For(form["ui_locales"]),
            },
            transaction);
    }

    private static (string Error, string Description)? FindFault(OAuthForm form, string? state) =>
        state is null ? Invalid("state is required")
        : form["request"] is not null ? ("request_not_supported", "parameters stand in the query")
        : form["request_uri"] is not null ? ("request_uri_not_supported", "parameters stand in the query")
        : form["response_type"] is null ? Invalid("response_type is required")
        : form["response_type"] != "code" ? ("unsupported_response_type", "response_type is code")
        : form["response_mode"] is not (null or "query") ? Invalid("response_mode is query")
        : FaultOfScope(form)
        ?? (!IsMark(form["nonce"]) ? Invalid("nonce is required")
        : form["code_challenge_method"] != "S256" ? Invalid("code_challenge_method is S256")
        : form["prompt"]?.Split(' ').Contains("none", StringComparer.Ordinal) == true ? ("login_required", "somebody has to look at the page")
        : null);

    // RFC 6749 §3.3: a set, in any order.
    private static (string Error, string Description)? FaultOfScope(OAuthForm form)
    {
        var scopes = (form["scope"] ?? "").Split(' ');
        if (!scopes.Contains("openid", StringComparer.Ordinal)
            || scopes.Any(scope => scope is not ("openid" or AccessGrant.SignScope))
            || scopes.Distinct(StringComparer.Ordinal).Count() != scopes.Length)
        {
            return ("invalid_scope", "openid, or openid and sign");
        }

        var signs = scopes.Contains(AccessGrant.SignScope, StringComparer.Ordinal);
        return signs == form["sign_transaction_id"] is not null ? null : Invalid("sign_transaction_id goes with the scope sign, and only with it");
    }

    private static (string Error, string Description) Invalid(string description) => ("invalid_request", description);

    // RFC 6749 appendix A.5: printable ASCII.
    private static bool IsMark(string? text) => text is { Length: > 0 and <= MaxMark } && text.All(character => character is >= ' ' and <= '~');
}
