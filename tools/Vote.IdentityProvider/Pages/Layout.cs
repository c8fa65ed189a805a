using System.Text;

namespace Vote.IdentityProvider.Pages;

/// <summary>The frame of every page: the notice, the language switch, the main part; and the headers that go with it.</summary>
internal static class Layout
{
    /// <summary>A page as an answer.</summary>
    /// <param name="formTarget">Where a form's answer may redirect to, beside this host: browsers check redirects against form-action too.</param>
    public static IResult Answer(HttpContext context, Html page, int status, string formTarget = "")
    {
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; form-action 'self'{(formTarget.Length == 0 ? "" : " " + formTarget)}; "
            + "base-uri 'none'; frame-ancestors 'none'";
        return Results.Text("<!DOCTYPE html>\n" + page, "text/html", Encoding.UTF8, status);
    }

    /// <summary>The document around a main part.</summary>
    public static Html Page(Texts texts, string title, Html languageSwitch, Html main) => Html.Of(
        $"""
        <html lang="{texts.Language}">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title} – {texts.Brand}</title>
        <link rel="stylesheet" href="/provider.css" />
        </head>
        <body>
        <header>
        <p class="notice"><strong lang="ja">{Texts.StandInJapanese}</strong> <span lang="en">{Texts.StandInEnglish}</span></p>
        <div class="bar"><p class="brand">{texts.Brand}</p>{languageSwitch}</div>
        </header>
        <main>
        {main}
        </main>
        </body>
        </html>
        """);
}
