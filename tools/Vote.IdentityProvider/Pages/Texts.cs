namespace Vote.IdentityProvider.Pages;

/// <summary>What the pages say, in one language.</summary>
internal sealed record Texts
{
    /// <summary>Stands on every page, in both languages, and in the discovery document.</summary>
    public const string StandInNotice = StandInJapanese + " / " + StandInEnglish;

    public const string StandInJapanese = "これは試験用の代役です。デジタル庁・J-LISのサービスではありません。";
    public const string StandInEnglish = "Stand-in for tests; not the Digital Agency, not J-LIS.";

    public required string Language { get; init; }

    public required string OtherLanguage { get; init; }

    public required string OtherLanguageName { get; init; }

    public required string Brand { get; init; }

    public required string SignTitle { get; init; }

    public required string SignInTitle { get; init; }

    public required string AsksToSign { get; init; }

    public required string AsksToSignIn { get; init; }

    public required string ReturnsTo { get; init; }

    public required string Statement { get; init; }

    public required string Election { get; init; }

    public required string Purpose { get; init; }

    public required string PurposeExplained { get; init; }

    public required string Time { get; init; }

    public required Func<DateTimeOffset, string> TimeInJapan { get; init; }

    public required string WholeStatement { get; init; }

    public required string Who { get; init; }

    public required string WhoExplained { get; init; }

    public required string SearchLabel { get; init; }

    public required string SearchButton { get; init; }

    public required string Residents { get; init; }

    public required Func<int, int, string> Shown { get; init; }

    public required string NobodyFound { get; init; }

    public required Func<int, string> Age { get; init; }

    public required string NoPin { get; init; }

    public required string Sign { get; init; }

    public required string Continue { get; init; }

    public required string Cancel { get; init; }

    public required string ErrorPrefix { get; init; }

    public required string ChooseSomebody { get; init; }

    public required string StaleTitle { get; init; }

    public required string Stale { get; init; }

    public required string UnknownClientTitle { get; init; }

    public required string UnknownClient { get; init; }

    /// <summary>The first language of a list of tags that we have; Japanese when there is none. OpenID Connect Core §3.1.2.1</summary>
    public static Texts For(string? uiLocales)
    {
        foreach (var tag in (uiLocales ?? "").Split(' '))
        {
            switch (tag.Split('-')[0])
            {
                case "ja": return Japanese.Texts;
                case "en": return English.Texts;
                default: continue;
            }
        }

        return Japanese.Texts;
    }
}
