using System.CommandLine;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>The one place where a command is started and its failures become exit codes.</summary>
internal static class CommandFrame
{
    private static readonly string[] Languages = ["ja", "en"];

    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Desk desk, CancellationToken cancellationToken)
    {
        var spoken = desk with { Language = LanguageOf(arguments) };
        var root = new RootCommand(spoken.Text(Texts.Program))
        {
            KeysCommand.Build(spoken),
            RollCommand.Build(spoken),
            CeremonyCommand.Build(spoken),
            ManifestCommand.Build(spoken),
            ProposeCommands.BuildOpen(spoken),
            ProposeCommands.BuildClose(spoken),
            ProposeCommands.BuildTallyInput(spoken),
            MixCommand.Build(spoken),
            DecryptCommand.Build(spoken),
            ResultCommand.Build(spoken),
            SignCommand.Build(spoken),
            AppendCommand.Build(spoken),
            VerifyCommand.Build(spoken),
            DownloadCommand.Build(spoken),
            SendCommand.Build(spoken),
            WitnessCommand.Build(spoken),
            MonitorCommand.Build(spoken),
            VerifyEvidenceCommand.Build(spoken),
            AnchorCommand.Build(spoken),
        };
        root.Options.Add(LanguageOption(spoken));

        // A response file would be a second, invisible command line.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var streams = new InvocationConfiguration
        {
            Output = spoken.Output,
            Error = spoken.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(streams, cancellationToken);
    }

    /// <summary>Gives a command its work.</summary>
    public static Command Does(this Command command, Desk desk, Func<ParseResult, CancellationToken, int> work) =>
        command.Does(desk, (parsed, cancellationToken) => Task.FromResult(work(parsed, cancellationToken)));

    /// <inheritdoc cref="Does(Command, Desk, Func{ParseResult, CancellationToken, int})"/>
    public static Command Does(this Command command, Desk desk, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        command.SetAction((parsed, cancellationToken) => AnswerAsync(desk, () => work(parsed, cancellationToken)));
        return command;
    }

    private static async Task<int> AnswerAsync(Desk desk, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Stop stop)
        {
            desk.Error.WriteLine(stop.In(desk.Language));
            return stop.ExitCode;
        }
        catch (OperationCanceledException)
        {
            desk.Say(Texts.Stopped);
            return ExitCode.CouldNotRun;
        }
        catch (HttpRequestException failure)
        {
            desk.Say(Texts.NetworkFailed, failure.Message);
            return ExitCode.CouldNotRun;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            desk.Say(Texts.InputOutput, failure.Message);
            return ExitCode.CouldNotRun;
        }
    }

    private static Language LanguageOf(IReadOnlyList<string> arguments)
    {
        // Help is written while parsing, so the language is looked for before.
        var at = arguments.ToList().IndexOf("--lang");
        return at >= 0 && at + 1 < arguments.Count && arguments[at + 1] == "en" ? Language.English : Language.Japanese;
    }

    private static Option<string> LanguageOption(Desk desk)
    {
        var option = new Option<string>("--lang") { Description = desk.Text(Texts.LanguageOption), Recursive = true };
        option.AcceptOnlyFromAmong(Languages);
        return option;
    }
}
