using System.Globalization;

namespace Vote.IdentityProvider.Pages;

/// <summary>English.</summary>
internal static class English
{
    public static Texts Texts { get; } = new()
    {
        Language = "en",
        OtherLanguage = "ja",
        OtherLanguageName = "日本語",
        Brand = "Digital ID (for tests)",
        SignTitle = "Check what you sign",
        SignInTitle = "Confirm who you are",
        AsksToSign = " asks you to sign.",
        AsksToSignIn = " asks you to confirm who you are.",
        ReturnsTo = "Returns to",
        Statement = "What you will sign",
        Election = "Election",
        Purpose = "Statement",
        PurposeExplained = "In English: I register, as myself, the key that I use for voting in this election.",
        Time = "Time",
        TimeInJapan = time => time.ToString("d MMMM yyyy, HH:mm:ss '(Japan time)'", CultureInfo.InvariantCulture),
        WholeStatement = "Show the whole text that is signed",
        Who = "Who are you?",
        WhoExplained = "All of them are invented for tests. Choose one.",
        SearchLabel = "Search by name or address",
        SearchButton = "Search",
        Residents = "Invented residents",
        Shown = (shown, found) => shown == found ? $"{found}" : $"showing {shown} of {found}",
        NobodyFound = "Nobody found. Try another name or address.",
        Age = age => $"{age} years old",
        NoPin = " A real card would ask for its PIN here. This is a test, so it does not.",
        Sign = "Sign and continue",
        Continue = "Continue",
        Cancel = "Cancel",
        ErrorPrefix = "Error: ",
        ChooseSomebody = "Choose one person to continue as.",
        StaleTitle = "Please start again",
        Stale = "This page is too old, or was opened in another browser. Nothing was signed. Go back to the site you came from and start again.",
        UnknownClientTitle = "This request cannot be accepted",
        UnknownClient = "It comes from a site that is not registered, or the address to return to differs from the registered one. Nothing was signed.",
    };
}
