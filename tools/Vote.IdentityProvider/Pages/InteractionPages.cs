using Vote.IdentityProvider.Authorization;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Residents;
using Vote.IdentityProvider.SignTransactions;

namespace Vote.IdentityProvider.Pages;

/// <summary>The page that asks: who wants what, who you are, and the two buttons.</summary>
internal sealed class InteractionPages(FormTokens formTokens, ResidentDirectory residents, IdentityProviderOptions options)
{
    private const int MaxSearch = 100;
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    /// <summary>Asks for the first time, or shows what a search found.</summary>
    public IResult Ask(HttpContext context, AuthorizationRequest request, SignTransaction? transaction, string search) =>
        Answer(context, request, transaction, search[..Math.Min(search.Length, MaxSearch)], nobodyChosen: false);

    /// <summary>Asks again after a form without a resident.</summary>
    public IResult AskAgain(HttpContext context, AuthorizationRequest request, SignTransaction? transaction) =>
        Answer(context, request, transaction, search: "", nobodyChosen: true);

    private IResult Answer(HttpContext context, AuthorizationRequest request, SignTransaction? transaction, string search, bool nobodyChosen)
    {
        var texts = request.Texts;
        var target = new Uri(request.RedirectUri);
        var title = transaction is null ? texts.SignInTitle : texts.SignTitle;
        var main = Html.Of(
            $"""
            {(nobodyChosen ? ErrorSummary(texts) : Html.Nothing)}
            <h1>{title}</h1>
            <p><strong class="client">{(texts.Language == "ja" ? request.Client.Name : request.Client.NameInEnglish)}</strong>{(transaction is null ? texts.AsksToSignIn : texts.AsksToSign)}<br /><span class="target">{texts.ReturnsTo}: {target.Authority}</span></p>
            {(transaction is null ? Html.Nothing : StatementSection.Of(transaction.Content, texts))}
            <section aria-labelledby="who">
            <h2 id="who">{texts.Who}</h2>
            <p>{texts.WhoExplained}{texts.NoPin}</p>
            {SearchForm(request, search)}
            {DecisionForm(request, search, formTokens.Make(context, request), signs: transaction is not null)}
            </section>
            """);
        var fullTitle = nobodyChosen ? texts.ErrorPrefix + title : title;
        return Layout.Answer(
            context,
            Layout.Page(texts, fullTitle, LanguageSwitch(request), main),
            nobodyChosen ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            target.GetLeftPart(UriPartial.Authority));
    }

    private static Html LanguageSwitch(AuthorizationRequest request) => Html.Of(
        $"""
        <nav aria-label="言語 / Language"><a lang="{request.Texts.OtherLanguage}" hreflang="{request.Texts.OtherLanguage}" href="{(request with { Texts = Texts.For(request.Texts.OtherLanguage) }).AddressOf(AuthorizeApi.Path)}">{request.Texts.OtherLanguageName}</a></nav>
        """);

    private static Html ErrorSummary(Texts texts) => Html.Of(
        $"""
        <div class="error" role="alert"><p><a href="#residents">{texts.ErrorPrefix}{texts.ChooseSomebody}</a></p></div>
        """);

    private static Html SearchForm(AuthorizationRequest request, string search)
    {
        var carried = request.Parameters.Select(pair => Html.Of(
            $"""<input type="hidden" name="{pair.Name}" value="{pair.Value}" />"""));
        return Html.Of(
            $"""
            <form class="search" method="get" action="{AuthorizeApi.Path}" role="search">
            {Html.Join(carried)}
            <label for="q">{request.Texts.SearchLabel}</label>
            <div class="line"><input id="q" name="q" type="search" maxlength="{MaxSearch}" autocomplete="off" value="{search}" /><button type="submit" class="plain">{request.Texts.SearchButton}</button></div>
            </form>
            """);
    }

    private Html DecisionForm(AuthorizationRequest request, string search, string token, bool signs)
    {
        var texts = request.Texts;
        var found = residents.Search(search);
        var today = DateOnly.FromDateTime(options.Clock.GetUtcNow().ToOffset(Japan).DateTime);
        var shown = found.Take(ResidentDirectory.PageLength).Select(one => Choice(one, today, texts)).ToList();
        return Html.Of(
            $"""
            <form method="post" action="{request.AddressOf(AuthorizeApi.DecisionPath)}">
            <input type="hidden" name="csrf" value="{token}" />
            <fieldset id="residents">
            <legend>{texts.Residents} <span class="count">{texts.Shown(shown.Count, found.Count)}</span></legend>
            {(shown.Count == 0 ? Html.Of($"<p>{texts.NobodyFound}</p>") : Html.Join(shown))}
            </fieldset>
            <div class="actions">
            <button type="submit" name="action" value="sign">{(signs ? texts.Sign : texts.Continue)}</button>
            <button type="submit" name="action" value="cancel" class="plain" formnovalidate="formnovalidate">{texts.Cancel}</button>
            </div>
            </form>
            """);
    }

    private static Html Choice(DemoResident resident, DateOnly today, Texts texts) => Html.Of(
        $"""
        <label class="choice"><input type="radio" name="resident" value="{resident.Number}" required="required" /><span><span class="name" lang="ja">{resident.Person.Name.Value}</span> <span class="age">{texts.Age(resident.AgeOn(today))}</span><br /><span class="address" lang="ja">{resident.Person.Address.Value}</span></span></label>

        """);
}
