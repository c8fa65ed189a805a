using System.Globalization;

namespace Vote.IdentityProvider.Pages;

/// <summary>日本語.</summary>
internal static class Japanese
{
    public static Texts Texts { get; } = new()
    {
        Language = "ja",
        OtherLanguage = "en",
        OtherLanguageName = "English",
        Brand = "デジタルID（試験用）",
        SignTitle = "署名の確認",
        SignInTitle = "本人の確認",
        AsksToSign = "が、あなたの署名を求めています。",
        AsksToSignIn = "が、あなたが本人かどうかの確認を求めています。",
        ReturnsTo = "もどる先",
        Statement = "署名する内容",
        Election = "選挙",
        Purpose = "内容",
        PurposeExplained = "",
        Time = "時刻",
        TimeInJapan = time => time.ToString("yyyy年M月d日 H時mm分ss秒（日本時間）", CultureInfo.InvariantCulture),
        WholeStatement = "署名される文の全体を見る",
        Who = "だれとして進みますか",
        WhoExplained = "全員、試験のために作った架空の住民です。一人を選んでください。",
        SearchLabel = "名前か住所でさがす",
        SearchButton = "さがす",
        Residents = "架空の住民",
        Shown = (shown, found) => shown == found ? $"{found}人" : $"{found}人のうち{shown}人を表示しています",
        NobodyFound = "見つかりません。別の名前か住所でさがしてください。",
        Age = age => $"{age}歳",
        NoPin = "本物のカードなら、ここで暗証番号をたずねます。試験用なので、たずねません。",
        Sign = "署名して進む",
        Continue = "進む",
        Cancel = "やめる",
        ErrorPrefix = "エラー：",
        ChooseSomebody = "だれとして進むか、一人を選んでください。",
        StaleTitle = "はじめからやり直してください",
        Stale = "この画面は古くなったか、別のブラウザーで開かれたものです。何も署名されていません。もとのサイトにもどり、もう一度はじめてください。",
        UnknownClientTitle = "この要求は受けつけられません",
        UnknownClient = "登録されていないサイトからの要求か、もどる先のアドレスが登録とちがいます。何も署名されていません。",
    };
}
