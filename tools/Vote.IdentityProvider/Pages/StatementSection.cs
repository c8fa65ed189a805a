using Vote.Canonical;
using Vote.Identity.Acts;
using Vote.IdentityProvider.SignTransactions;

namespace Vote.IdentityProvider.Pages;

/// <summary>What is signed, so that a person can read it; the exact text always with it.</summary>
internal static class StatementSection
{
    public static Html Of(ReadableContent content, Texts texts) => Html.Of(
        $"""
        <section aria-labelledby="statement" class="statement">
        <h2 id="statement">{texts.Statement}</h2>
        {(content.Act is { } act ? Parts(act, content, texts) : Verbatim(content))}
        </section>
        """);

    private static Html Parts(ActStatement act, ReadableContent content, Texts texts) => Html.Of(
        $"""
        <dl>
        <dt>{texts.Election}</dt><dd lang="ja">{act.Election.Title}</dd>
        <dt>{texts.Purpose}</dt><dd><span lang="ja">{SentenceOf(content)}</span>{(texts.PurposeExplained.Length == 0 ? Html.Nothing : Html.Of($"<br /><span class=\"gloss\">{texts.PurposeExplained}</span>"))}</dd>
        <dt>{texts.Time}</dt><dd>{texts.TimeInJapan(act.Time.Value)}</dd>
        </dl>
        <details><summary>{texts.WholeStatement}</summary>
        {Verbatim(content)}
        </details>
        """);

    private static Html Verbatim(ReadableContent content) => Html.Of($"""<pre lang="ja">{content.Text}</pre>""");

    private static string SentenceOf(ReadableContent content) =>
        ObjectReader.TryParse(content.Bytes, out var reader) ? reader.Text("statement") : "";
}
