namespace Vote.Tally.Terminal;

/// <summary>
/// Ends a command with an answer other than "done". Thrown by commands only, caught once where they are started; what other
/// parties claim is judged below by values, and a command turns a bad judgement into this.
/// </summary>
internal sealed class Stop : Exception
{
    private readonly object[] arguments;

    private Stop(int exitCode, Phrase phrase, object[] arguments)
        : base(phrase.In(Language.English, arguments)) =>
        (ExitCode, Phrase, this.arguments) = (exitCode, phrase, arguments);

    /// <summary>What the process answers.</summary>
    public int ExitCode { get; }

    /// <summary>What the person reads.</summary>
    public Phrase Phrase { get; }

    /// <summary>We could not look: bad usage, missing file, wrong passphrase.</summary>
    public static Stop CouldNotRun(Phrase phrase, params object[] arguments) => new(Terminal.ExitCode.CouldNotRun, phrase, arguments);

    /// <summary>We looked, and it does not hold.</summary>
    public static Stop Rejected(Phrase phrase, params object[] arguments) => new(Terminal.ExitCode.Rejected, phrase, arguments);

    /// <summary>The sentence in this language.</summary>
    public string In(Language language) => Phrase.In(language, arguments);
}
