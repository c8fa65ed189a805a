using System.Diagnostics.CodeAnalysis;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Residents;
using Vote.IdentityProvider.SignTransactions;

namespace Vote.IdentityProvider.Authorization;

/// <summary>Turns a person's decision into a signature and a code.</summary>
internal sealed class Consents(AuthorizationCodes codes, ResidentCards cards, IdentityProviderOptions options)
{
    /// <summary>Signs the transaction, if there is one, and makes the code; false when the transaction was decided meanwhile.</summary>
    public bool TryGive(AuthorizationRequest request, SignTransaction? transaction, DemoResident resident, [NotNullWhen(true)] out string? code)
    {
        var now = options.Clock.GetUtcNow();
        var signed = transaction is null || transaction.TrySign(Sign(transaction.Content, resident, now), now);
        code = signed ? codes.Issue(new Consent(request, resident, now)) : null;
        return code is not null;
    }

    /// <summary>Lets the client know by the transaction's state too.</summary>
    public void Decline(SignTransaction? transaction) => transaction?.TryCancel(options.Clock.GetUtcNow());

    private byte[] Sign(ReadableContent content, DemoResident resident, DateTimeOffset now)
    {
        using var card = cards.Open(resident);
        return card.Sign(content.Bytes, now);
    }
}
