namespace Vote.Tally.Terminal;

/// <summary>The exit code is the answer.</summary>
internal static class ExitCode
{
    /// <summary>It was done, or everything that was looked at holds.</summary>
    public const int Done = 0;

    /// <summary>Wrong usage, missing file, wrong passphrase: we know nothing.</summary>
    public const int CouldNotRun = 1;

    /// <summary>We looked, and it does not hold.</summary>
    public const int Rejected = 2;
}
