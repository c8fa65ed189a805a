using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Vote.Ledger.Writing;

namespace Vote.Ledger.Tests.Crashes;

/// <summary>What a worker answered to a unit.</summary>
internal sealed record WorkerAnswer(int Number, string Promise);

/// <summary>A running <see cref="CrashWorker"/>.</summary>
internal sealed class WorkerProcess
{
    private readonly Process process;
    private readonly StringBuilder complaints = new();

    internal WorkerProcess(IReadOnlyList<string> arguments, ChannelWriter<WorkerAnswer> answers)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        process.OutputDataReceived += (_, line) =>
        {
            // A line that was cut by death is no answer.
            if (line.Data?.Split(' ') is [var number, { Length: > 0 } promise, "."] && int.TryParse(number, out var parsed))
            {
                answers.TryWrite(new(parsed, promise));
            }
        };
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal void Send(int number, EntryUnit unit)
    {
        try
        {
            process.StandardInput.WriteLine($"{number} {string.Join(' ', unit.Entries.Select(entry => Convert.ToHexString(entry.Encoded.Span)))}");
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended by itself; KillAsync tells.
        }
    }

    /// <summary>SIGKILL. Whoever has ended before by himself has found something.</summary>
    internal async Task KillAsync()
    {
        var died = process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        Assert.False(died, $"a worker ended by itself: {process.ExitCode}\n{complaints}");
        process.Dispose();
    }
}
