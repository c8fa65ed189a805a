namespace Vote.Ledger.Tests;

/// <summary>How much a test does: little in <c>./test</c>, much in <c>./test nightly</c>.</summary>
internal static class Nightly
{
    internal static bool IsOn => Environment.GetEnvironmentVariable("TSUKUBA_NIGHTLY") == "1";

    internal static int Or(int everyDay, int nightly) => IsOn ? nightly : everyDay;
}
