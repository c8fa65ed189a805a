using System.Net.Http.Json;
using System.Text.Json;
using Vote.Crypto.Ballots;
using Vote.Electorate.MainJob;

namespace Vote.Electorate.Demo;

/// <summary>
/// The evening of the demo election: voting is ended, two officers sign, two trustees mix where there is something to mix, three decrypt, the
/// record is downloaded as a stranger would and verified. Every step is a command of vote-tally, shown as it runs.
/// </summary>
internal sealed class DemoTally(DemoFolders folders, DemoAddresses addresses, Narrator narrator, CancellationToken cancellationToken)
{
    private readonly VoteTally tally = new(folders.People, cancellationToken);

    /// <summary>Runs the evening.</summary>
    /// <returns>0 when the record verifies.</returns>
    public async Task<int> RunAsync()
    {
        using var http = new HttpClient { BaseAddress = addresses.Server };
        var election = (await http.GetFromJsonAsync<JsonElement>("/elections", cancellationToken))[0];
        var (id, hash) = (election.GetProperty("id").GetString()!, election.GetProperty("electionHash").GetString()!);
        hash = Hex(hash);
        var urls = (Log: new Uri(addresses.Server, $"/log/{id}").AbsoluteUri, Election: new Uri(addresses.Server, $"/elections/{id}").AbsoluteUri);

        await narrator.StageAsync("voting ends", () => EndVotingAsync(http, id));
        await PublishAsync(urls, hash, "close", "voting-closed");
        await PublishTallyInputAsync(urls, hash);
        for (var mixed = await MixedQuestionsAsync(); mixed > 0; mixed--)
        {
            await TrusteesAsync(urls, hash, "mix", Preparation.Threshold, $"mix-{mixed}");
        }

        await TrusteesAsync(urls, hash, "decrypt", Preparation.Trustees, "decrypt");
        await PublishAsync(urls, hash, "result", "result");
        return await VerifyAsync(urls.Log, hash);
    }

    private async Task EndVotingAsync(HttpClient http, string id)
    {
        // An operator ends voting early by this file; at the manifest's time it ends by itself. docs/server.md
        await File.WriteAllTextAsync(Path.Combine(folders.State, "intake-closed"), "", cancellationToken);
        for (var phase = ""; phase is "" or "voting" or "scheduled";)
        {
            await Task.Delay(500, cancellationToken);
            phase = (await http.GetFromJsonAsync<JsonElement>($"/elections/{id}", cancellationToken)).GetProperty("phase").GetString()!;
        }
    }

    /// <summary>An entry of the officers: derived from a fresh copy of the record, signed by two, given to the server.</summary>
    private async Task PublishAsync((string Log, string Election) urls, string hash, string command, string name)
    {
        var record = await DownloadAsync(urls.Log, name);
        await ShowAsync(command, "propose", record, "--election", hash, "--out", folders.People.Entry(name + "-proposed"));
        await SignAsync(record, hash, name);
        await SendAsync(name, urls);
    }

    private async Task PublishTallyInputAsync((string Log, string Election) urls, string hash)
    {
        var record = await DownloadAsync(urls.Log, "tally-input");
        var people = folders.People;
        await ShowAsync(
            "tally-input", "propose", record, "--election", hash,
            "--overrides", people.Entry("overrides-closed-proposed"), "--out", people.Entry("tally-input-proposed"));
        foreach (var name in new[] { "overrides-closed", "tally-input" })
        {
            await SignAsync(record, hash, name);
            await SendAsync(name, urls);
        }
    }

    private async Task TrusteesAsync((string Log, string Election) urls, string hash, string command, int count, string entries)
    {
        for (var trustee = 1; trustee <= count; trustee++)
        {
            var name = $"{entries}-{trustee}";
            var record = await DownloadAsync(urls.Log, name);
            await ShowAsync(
                command, record, "--election", hash, "--trustee-dir", folders.People.Trustee(trustee), "--out", folders.People.Entry(name),
                "--passphrase-file", folders.People.Passphrase);
            await SendAsync(name, urls);
        }
    }

    private async Task<int> MixedQuestionsAsync() => Manifest.TryDecode(await File.ReadAllBytesAsync(folders.People.Manifest, cancellationToken), out var manifest, out _)
        ? manifest.Questions.Count(question => question is MixedQuestion)
        : throw new InvalidDataException("The manifest does not decode.");

    private async Task<int> VerifyAsync(string log, string hash)
    {
        var record = await DownloadAsync(log, "verified");
        narrator.Say($"  $ vote-tally verify {record} --election {hash}");
        var (exit, output, _) = await tally.TryRunAsync("verify", record, "--election", hash);
        narrator.Say(output);
        return exit;
    }

    private Task SignAsync(string record, string hash, string name) =>
        Preparation.SignTwiceAsync(tally, folders.People, name, "--record", record, "--election", hash);

    /// <summary>Gives an entry to the server, and waits until it is on the log: another server may be the one that publishes.</summary>
    private async Task SendAsync(string name, (string Log, string Election) urls)
    {
        using var http = new HttpClient();
        var before = await http.GetStringAsync($"{urls.Log}/checkpoint", cancellationToken);
        await ShowAsync("send", folders.People.Entry(name), urls.Election);
        while (await http.GetStringAsync($"{urls.Log}/checkpoint", cancellationToken) == before)
        {
            await Task.Delay(200, cancellationToken);
        }
    }

    private async Task<string> DownloadAsync(string log, string purpose)
    {
        var record = Path.Combine(folders.Root.FullName, "records", purpose);
        await ShowAsync("download", log, record);
        return record;
    }

    private async Task ShowAsync(params string[] arguments)
    {
        narrator.Say($"  $ vote-tally {string.Join(' ', arguments.Select(argument => argument.Replace(folders.Root.FullName, "…", StringComparison.Ordinal)))}");
        var output = await tally.RunAsync(arguments);
        if (output.Length > 0)
        {
            narrator.Say(output.TrimEnd());
        }
    }

    /// <summary>The API writes bytes as base64url, people write the hash in hexadecimal.</summary>
    private static string Hex(string hash) =>
        Canonical.Digest.TryParseBase64Url(hash, out var digest) ? digest.ToHex() : hash;
}
