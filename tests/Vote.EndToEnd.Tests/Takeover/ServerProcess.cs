using System.Collections.Concurrent;
using System.Diagnostics;

namespace Vote.EndToEnd.Tests.Takeover;

/// <summary>A running <c>Vote.Api</c> or provider that can be killed and started again at the same address.</summary>
internal sealed class ServerProcess(Uri address, string ready, params string[] command) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;

    /// <summary>Where it listens.</summary>
    public Uri Address => address;

    /// <summary>What it said, over all its lives.</summary>
    public string Said => string.Join(Environment.NewLine, said);

    /// <summary>Whether it ended although nobody killed it.</summary>
    public bool HasEnded => process is { HasExited: true };

    public async Task StartAsync()
    {
        process = Start(command);
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitAsync();
    }

    /// <summary>SIGKILL: nothing is flushed, nothing said.</summary>
    public async Task KillAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            process = null;
        }
    }

    /// <summary>Runs a command of an assembly to its end, which must be good.</summary>
    public static async Task RunAsync(params string[] command)
    {
        using var started = Start(command);
        var talk = await Task.WhenAll(started.StandardOutput.ReadToEndAsync(), started.StandardError.ReadToEndAsync());
        await started.WaitForExitAsync();
        Assert.True(started.ExitCode == 0, string.Concat(talk));
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static Process Start(string[] command) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, command[0]), .. command[1..]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("dotnet did not start.");

    private async Task WaitAsync()
    {
        using var http = new HttpClient();
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Assert.False(HasEnded, $"it ended before it was ready: {Said}");
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(10), $"it does not become ready: {Said}");
            try
            {
                using var answer = await http.GetAsync(new Uri(address, ready));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }
    }
}
