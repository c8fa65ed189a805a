using System.Buffers.Text;
using System.Text.Json;
using Vote.Crypto.Ballots;
using Vote.Ledger.Notes;
using Vote.Tally.Commands;
using Vote.Tally.Terminal;

namespace Vote.Api.Tests.Board;

/// <summary>A real witness: keys by `vote-tally keys new`, a process's worth of `vote-tally witness` on a loopback port of its own.</summary>
internal sealed class RunningWitness(string name, DirectoryInfo folder) : IAsyncDisposable
{
    private CancellationTokenSource stop = new();
    private Task<int>? running;
    private int port;

    internal string Name => name;

    internal Uri Address => new($"http://127.0.0.1:{port}");

    internal string State => At("state");

    internal async Task<WitnessEntry> MakeKeyAsync()
    {
        folder.Create();
        await File.WriteAllTextAsync(At("passphrase"), "correct horse battery\n");
        var (exit, output, _) = await RunAsync("keys", "new", "--role", "witness", "--name", name, "--out", folder.FullName, "--passphrase-file", At("passphrase"));
        Assert.Equal(ExitCode.Done, exit);
        var shown = await RunAsync("keys", "show", Directory.GetFiles(folder.FullName, "*.public.json").Single(), "--json");
        var key = JsonDocument.Parse(shown.Output).RootElement.GetProperty("key").GetString()!;
        Assert.Contains(key, output, StringComparison.Ordinal);
        return Ed25519Key.TryDecode(Base64Url.DecodeFromChars(key), out var decoded) ? new(name, decoded) : throw new InvalidOperationException("no key");
    }

    /// <summary>Starts it, the first time or again on what it remembers.</summary>
    internal async Task StartAsync(NoteKey log, bool first)
    {
        stop = new();
        var output = new StringWriter();
        string[] arguments =
        [
            "witness", "--key", Directory.GetFiles(folder.FullName, "*.sealed").Single(), "--passphrase-file", At("passphrase"), "--name", name,
            "--state", State, "--log", log.ToText(), "--listen", $"http://127.0.0.1:{port}", "--lang", "en", .. first ? ["--first"] : Array.Empty<string>(),
        ];
        var desk = new Desk { Output = TextWriter.Synchronized(output), Error = TextWriter.Null };
        running = Task.Run(() => CommandFrame.RunAsync(arguments, desk, stop.Token));
        while (!output.ToString().Contains("listens on", StringComparison.Ordinal) && !running.IsCompleted)
        {
            await Task.Delay(20);
        }

        if (running.IsCompleted)
        {
            running = null;
            stop.Dispose();
            Assert.Fail("the witness did not start");
        }

        port = new Uri(output.ToString().Trim().Split(' ')[^1]).Port;
    }

    internal async Task StopAsync()
    {
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await running!);
        running = null;
        stop.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (running is not null)
        {
            await StopAsync();
        }
    }

    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandFrame.RunAsync([.. arguments, "--lang", "en"], new Desk { Output = output, Error = error }, CancellationToken.None);
        return (exit, output.ToString(), error.ToString());
    }

    private string At(string file) => Path.Combine(folder.FullName, file);
}
