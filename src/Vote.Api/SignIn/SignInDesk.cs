using Microsoft.Extensions.Primitives;
using Vote.Api.Elections;
using Vote.Api.Enrolment;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Acts;

namespace Vote.Api.SignIn;

/// <summary>A sign-in that has begun: what will be signed, where to go, and the secret that this browser keeps.</summary>
internal sealed record BegunSignIn(string Statement, Uri Redirect, DateTimeOffset ExpiresAt, string Browser)
{
    public override string ToString() => nameof(BegunSignIn);
}

/// <summary>What the provider sent the browser back with.</summary>
internal sealed record SignInReturn(string State, string? Code, string? Issuer, string? Error, string Browser)
{
    public override string ToString() => nameof(SignInReturn);
}

/// <summary>What became of a sign-in.</summary>
internal abstract record SignInResult
{
    private SignInResult()
    {
    }

    internal sealed record Ticketed(string Ticket) : SignInResult
    {
        public override string ToString() => nameof(Ticketed);
    }

    internal sealed record Refused(SignInRefusal Reason) : SignInResult;
}

/// <summary>
/// One signature of the digital ID: the statement goes to the provider, the person confirms it there, the act comes back and goes to
/// the enrolment desk. Nothing else leads to a ticket. OpenID Connect Core §3.1; spec/identity §5, §9
/// </summary>
internal sealed class SignInDesk(ProviderOptions provider, Uri publicAddress, ProviderClient client, SignInStore store, TimeProvider clock)
{
    private readonly Uri callback = new(publicAddress, SignInApi.CallbackPath);
    private readonly IdTokenCheck check = new(provider, clock);

    /// <summary>Begins: makes the statement and leaves it at the provider.</summary>
    /// <exception cref="HttpRequestException">The provider does not answer.</exception>
    public async Task<BegunSignIn> BeginAsync(ElectionHouse house, SignatureKey credential, CancellationToken cancellationToken)
    {
        var manifest = house.Terms.Manifest;
        var election = new ActElection(manifest.Hash.Value, manifest.Title["ja"]);
        var nonce = await house.Nonces.IssueAsync(cancellationToken);
        var statement = ActStatement.For(election, credential, nonce, clock.GetUtcNow()).Encode();
        var attempt = new SignInAttempt(
            manifest.Id.Hex, credential, Secrets.Draw(), Secrets.Draw(), await client.OpenAsync(statement, cancellationToken));
        var (state, browser) = (Secrets.Draw(), Secrets.Draw());
        await store.PutAsync(state, browser, attempt, cancellationToken);
        return new(
            System.Text.Encoding.UTF8.GetString(statement),
            AddressOf((await client.MetadataAsync(cancellationToken)).Authorization, attempt, state),
            clock.GetUtcNow() + SignInStore.SignInLifetime,
            browser);
    }

    /// <summary>Completes what a browser comes back with.</summary>
    public async Task<SignInResult> CompleteAsync(
        SignInReturn returned, ElectionHouses houses, CancellationToken cancellationToken)
    {
        if (await store.TakeAsync(returned.State, returned.Browser, cancellationToken) is not { } attempt
            || !houses.TryFind(attempt.Election, out var house))
        {
            return new SignInResult.Refused(SignInRefusal.Replayed);
        }

        // RFC 9207 §2.4: an answer of another issuer must not be taken to this one.
        if (returned.Issuer != provider.Issuer || (returned.Code is null && returned.Error is null))
        {
            return new SignInResult.Refused(SignInRefusal.Provider);
        }

        if (returned.Error is not null)
        {
            return new SignInResult.Refused(returned.Error == "access_denied" ? SignInRefusal.Cancelled : SignInRefusal.Provider);
        }

        try
        {
            return await FetchAsync(house, attempt, returned.Code!, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException || IsTimeout(exception, cancellationToken))
        {
            return new SignInResult.Refused(SignInRefusal.Provider);
        }
    }

    internal static bool IsTimeout(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private async Task<SignInResult> FetchAsync(
        ElectionHouse house, SignInAttempt attempt, string code, CancellationToken cancellationToken)
    {
        var compact = await client.RedeemAsync(code, attempt.Verifier, callback, cancellationToken);
        if (!IdTokenCheck.TryRead(compact, out var token)
            || await check.RefusalAsync(token, await client.KeysAsync(token.Kid, cancellationToken), attempt.Nonce) is not null)
        {
            return new SignInResult.Refused(SignInRefusal.Provider);
        }

        var result = await client.ResultAsync(attempt.Transaction, cancellationToken);
        return result switch
        {
            { Status: TransactionResult.Cancelled } => new SignInResult.Refused(SignInRefusal.Cancelled),
            { Status: TransactionResult.Signed, Cms: { } cms } when Base64Url.TryDecode(cms, out var act) =>
                await EnrolAsync(house, attempt, act, cancellationToken),
            _ => new SignInResult.Refused(SignInRefusal.Provider),
        };
    }

    private async Task<SignInResult> EnrolAsync(
        ElectionHouse house, SignInAttempt attempt, byte[] act, CancellationToken cancellationToken)
    {
        if (house.Phase != HousePhase.Voting)
        {
            return new SignInResult.Refused(SignInRefusal.NotOpen);
        }

        var result = await house.Enrolment.EnrolAsync(act, attempt.Credential, cancellationToken);
        if (result is not EnrolmentResult.Pending(var pending))
        {
            return new SignInResult.Refused(SignInRefusals.Of(result));
        }

        var ticket = new Ticket(attempt.Election, attempt.Credential, pending.Entry.Slot.Value, pending.Entry.Generation);
        return new SignInResult.Ticketed(await store.IssueAsync(ticket, cancellationToken));
    }

    private Uri AddressOf(Uri authorization, SignInAttempt attempt, string state) =>
        new(authorization + QueryString.Create(new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = callback.ToString(),
            ["scope"] = "openid sign",
            ["state"] = state,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = Secrets.Challenge(attempt.Verifier),
            ["code_challenge_method"] = "S256",
            ["sign_transaction_id"] = attempt.Transaction,
        }).ToUriComponent());
}
