using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Pages;
using Vote.IdentityProvider.Residents;
using Vote.IdentityProvider.SignTransactions;
using Vote.IdentityProvider.Tokens;

namespace Vote.IdentityProvider.Authorization;

/// <summary>What happens when a person presses one of the two buttons.</summary>
internal sealed class Decisions(
    FormTokens formTokens, InteractionPages pages, AuthorizationAnswers answers, ResidentDirectory residents, Consents consents)
{
    /// <summary>Signs, declines, or asks again; nothing happens for a form that this browser did not fetch.</summary>
    public IResult Take(HttpContext context, AuthorizationRequest request, SignTransaction? transaction, OAuthForm? form)
    {
        if (form is null || !formTokens.Accepts(context, request, form["csrf"]))
        {
            return MessagePage.StaleForm(context, request.Texts);
        }

        return form["action"] switch
        {
            "cancel" => Decline(request, transaction),
            "sign" when residents.TryFind(form["resident"], out var resident) => Agree(request, transaction, resident),
            "sign" => pages.AskAgain(context, request, transaction),
            _ => MessagePage.StaleForm(context, request.Texts),
        };
    }

    private IResult Decline(AuthorizationRequest request, SignTransaction? transaction)
    {
        consents.Decline(transaction);
        return answers.Error(request.RedirectUri, request.State, "access_denied", "the person declined");
    }

    private IResult Agree(AuthorizationRequest request, SignTransaction? transaction, DemoResident resident) =>
        consents.TryGive(request, transaction, resident, out var code)
            ? answers.Code(request, code)
            : answers.Error(request.RedirectUri, request.State, "invalid_request", "sign_transaction_id: decided before");
}
