using Vote.Tally.Commands;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests;

/// <summary>A fresh folder and a desk at which commands are run in process, as Program.cs would run them.</summary>
internal sealed class Workplace : IDisposable
{
    /// <summary>What every sealed file of the tests is sealed with.</summary>
    public const string Passphrase = "correct horse battery";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("vote-tally-tests-");

    public Workplace() => Write("passphrase", Passphrase + "\n");

    /// <summary>Path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(folder.FullName, name);

    public string PassphraseFile => this["passphrase"];

    /// <summary>Runs a command line in English.</summary>
    public static Task<Answer> RunAsync(params string[] arguments) => RunAsync(desk => desk, [.. arguments, "--lang", "en"]);

    /// <summary>Runs a command line at a changed desk.</summary>
    public static async Task<Answer> RunAsync(Func<Desk, Desk> change, IReadOnlyList<string> arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var desk = change(new Desk { Output = output, Error = error });
        var exitCode = await CommandFrame.RunAsync(arguments, desk, CancellationToken.None);
        return new(exitCode, output.ToString(), error.ToString());
    }

    public string Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], content);
        return this[name];
    }

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>What a command answered.</summary>
internal sealed record Answer(int ExitCode, string Output, string Error);
