using System.Diagnostics;

namespace Vote.Electorate.MainJob;

/// <summary>
/// Runs the commission's command line as a process of its own for every step, as each person would on a machine of their own.
/// </summary>
internal sealed class VoteTally(JobFolders folders, CancellationToken cancellationToken)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "vote-tally.dll");

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">Another exit code than 0; the message holds what it said.</exception>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exit, output, talk) = await TryRunAsync(arguments);
        return exit == 0
            ? output
            : throw new InvalidOperationException($"vote-tally {string.Join(' ', arguments)} answered {exit}:{Environment.NewLine}{output}{talk}");
    }

    /// <summary>The same with the passphrase of the rehearsal.</summary>
    public Task<string> RunSealedAsync(params string[] arguments) => RunAsync([.. arguments, "--passphrase-file", folders.Passphrase]);

    /// <summary>Runs a command, whatever it answers.</summary>
    public async Task<(int Exit, string Output, string Talk)> TryRunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments, "--lang", "en"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var talk = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await talk);
    }
}
