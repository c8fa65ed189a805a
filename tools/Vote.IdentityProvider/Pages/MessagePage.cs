namespace Vote.IdentityProvider.Pages;

/// <summary>Pages that only tell something.</summary>
internal static class MessagePage
{
    public static void MapHome(this IEndpointRouteBuilder routes) => routes.MapGet("/", Home);

    /// <summary>What stands at the root, for whoever comes by.</summary>
    internal static IResult Home(HttpContext context) => Layout.Answer(
        context,
        Layout.Page(Japanese.Texts, Japanese.Texts.Brand, Html.Nothing, Html.Of(
            $"""
            <h1>{Japanese.Texts.Brand}</h1>
            <p>投票システムの試験のための、OpenIDプロバイダーです。住民は全員架空です。</p>
            <p lang="en">An OpenID provider for testing a voting system. Every resident is invented.</p>
            <p><a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a></p>
            """)),
        StatusCodes.Status200OK);

    /// <summary>A form that this browser did not fetch for this request, or too long ago.</summary>
    public static IResult StaleForm(HttpContext context, Texts texts) =>
        Show(context, texts, texts.StaleTitle, texts.Stale, StatusCodes.Status403Forbidden);

    /// <summary>A request whose answer has nowhere to go.</summary>
    public static IResult UnknownClient(HttpContext context)
    {
        var texts = Texts.For(context.Request.Query["ui_locales"]);
        return Show(context, texts, texts.UnknownClientTitle, texts.UnknownClient, StatusCodes.Status400BadRequest);
    }

    private static IResult Show(HttpContext context, Texts texts, string title, string text, int status) =>
        Layout.Answer(context, Layout.Page(texts, title, Html.Nothing, Html.Of($"<h1>{title}</h1>\n<p>{text}</p>")), status);
}
