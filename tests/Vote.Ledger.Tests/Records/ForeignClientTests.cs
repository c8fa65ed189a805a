using System.Diagnostics;
using Vote.Ledger.Entries;
using Vote.Testing;
using Xunit.Abstractions;

namespace Vote.Ledger.Tests.Records;

/// <summary>
/// The Go project's packages for notes and tiles (Debian: golang-go, golang-golang-x-mod-dev) read a record of ours unchanged. Where
/// they are not installed this says so and passes: the vectors say the same.
/// </summary>
public sealed class ForeignClientTests(ITestOutputHelper output) : IDisposable
{
    private const string Packages = "/usr/share/gocode";

    private readonly TestRecord record = new();

    public void Dispose() => record.Dispose();

    [Fact]
    public async Task ReadsAndVerifiesALogUnchanged()
    {
        if (!Directory.Exists(Path.Combine(Packages, "src/golang.org/x/mod/sumdb/tlog")) || !File.Exists("/usr/bin/go"))
        {
            output.WriteLine("the foreign client is not installed");
            return;
        }

        var directory = await record.WriteAsync(
        [
            record.Election.Opened(),
            .. Enumerable.Range(1, 600).Select(i => record.Election.ByOfficers(new AdministratorAct($"act {i}"))),
        ]);
        var client = Path.Combine(record.Folder.Path, "client");
        var built = await RunAsync("/usr/bin/go", "build", "-o", client, RepositoryRoot.Of("tools", "foreign-client", "main.go"));
        Assert.True(built.ExitCode == 0, built.Text);

        var key = record.Log.Origin.LogKey(record.Log.Key.Public).ToText();
        var read = await RunAsync(client, directory.FullName, key);
        Assert.True(read.ExitCode == 0, read.Text);
        Assert.Contains("601 entries and 601 consistency proofs hold", read.Text, StringComparison.Ordinal);

        var bundle = Path.Combine(directory.FullName, "tile", "entries", "001");
        var content = await File.ReadAllBytesAsync(bundle);
        content[200] ^= 1;
        await File.WriteAllBytesAsync(bundle, content);
        Assert.NotEqual(0, (await RunAsync(client, directory.FullName, key)).ExitCode);
    }

    private static async Task<(int ExitCode, string Text)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GO111MODULE"] = "off";
        start.Environment["GOPATH"] = Packages;
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text);
    }
}
