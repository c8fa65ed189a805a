using System.Text.Json;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Identity.Jpki;
using Vote.Identity.TestAuthority;
using Vote.Ledger;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Elections;

/// <summary>
/// One election from its keys to its result, run once through the commands as its people would, with a copy of the record after
/// each stage. Two trustees of three, one homomorphic and one mixed question, four slots, one witness that must cosign.
/// </summary>
public sealed class MockElection : IAsyncLifetime
{
    internal Workplace Place { get; } = new();

    /// <summary>A desk at which nobody reads.</summary>
    internal static Desk Silent { get; } = new() { Output = TextWriter.Null, Error = TextWriter.Null };

    /// <summary>The published election hash.</summary>
    internal string Hash { get; private set; } = "";

    /// <summary>The witness; it cosigns what it is shown.</summary>
    private readonly Ed25519SecretKey witness = NewKey();

    /// <summary>The record, after a stage or as it is.</summary>
    internal string Record(string stage = "now") => Place[$"record-{stage}"];

    /// <summary>A fresh copy of the record after a stage.</summary>
    internal string Copy(string stage)
    {
        var target = Place[$"copy-{Guid.CreateVersion7()}"];
        CopyFolder(Record(stage), target);
        return target;
    }

    public async Task InitializeAsync()
    {
        await MakeKeysAsync();
        await MakeRollAsync();
        await HoldCeremonyAsync();
        await MakeManifestAsync();
        await OpenAsync();
        await Votes.CastAsync(this, CancellationToken.None);
        Keep("voted");
        await OfficersAsync("close", "closed.json");
        await AppendAsync("closed.signed.json");
        Keep("closed");
        await TallyInputAsync();
        await MixAsync();
        await DecryptAsync();
        await OfficersAsync("result", "result.json");
        await AppendAsync("result.signed.json");
        Keep("result");
    }

    public Task DisposeAsync()
    {
        witness.Dispose();
        Place.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Runs a command with the passphrase and expects it to be done.</summary>
    internal async Task<Answer> DoAsync(params string[] arguments)
    {
        var answer = await TryAsync(arguments);
        Assert.True(answer.ExitCode == ExitCode.Done, $"{string.Join(' ', arguments)}\n{answer.Error}");
        return answer;
    }

    internal Task<Answer> TryAsync(params string[] arguments) =>
        Workplace.RunAsync([.. arguments, "--passphrase-file", Place.PassphraseFile]);

    /// <summary>A command without secrets.</summary>
    internal static async Task<Answer> LookAsync(params string[] arguments)
    {
        var answer = await Workplace.RunAsync(arguments);
        Assert.True(answer.ExitCode == ExitCode.Done, $"{string.Join(' ', arguments)}\n{answer.Error}");
        return answer;
    }

    internal async Task AppendAsync(params string[] files)
    {
        await DoAsync(
            ["append", Record(), .. files.Select(file => Place[file]), "--election", Hash, "--log-key", Place["keys/log-log.sealed"]]);
        await CosignAsync(Record());
    }

    /// <summary>Lets the witness cosign a record's checkpoint.</summary>
    internal async Task CosignAsync(string record)
    {
        Assert.True(SignedCheckpoint.TryDecode(File.ReadAllBytes(Path.Combine(record, "checkpoint")), out var signed));
        Assert.True(ManifestTerms.TryRead(Manifest(), out var terms));
        using var log = SecretKeyFile.OpenNoteKey(Silent, KeyRole.Log, Place["keys/log-log.sealed"], Place.PassphraseFile);
        var cosignature = Cosignature.Sign(signed.Checkpoint, "witness", witness, DateTimeOffset.UnixEpoch.AddYears(56));
        Assert.IsType<LedgerVerdict.Accepted>(
            await new RecordAppender(new DirectoryInfo(record), terms, log).CosignAsync(cosignature, CancellationToken.None));
    }

    /// <summary>Any checkpoint, signed by the log and cosigned, as if log and witness lied together.</summary>
    internal SignedCheckpoint Cosigned(Checkpoint checkpoint)
    {
        using var log = SecretKeyFile.OpenNoteKey(Silent, KeyRole.Log, Place["keys/log-log.sealed"], Place.PassphraseFile);
        var line = Cosignature.Sign(checkpoint, "witness", witness, DateTimeOffset.UnixEpoch.AddYears(56));
        return checkpoint.Sign(log).With(line);
    }

    /// <summary>The manifest.</summary>
    internal Manifest Manifest()
    {
        Assert.True(Crypto.Ballots.Manifest.TryDecode(File.ReadAllBytes(Place["manifest.json"]), out var manifest, out _));
        return manifest;
    }

    /// <summary>Proposes an entry from the record and lets both officers sign it.</summary>
    internal async Task OfficersAsync(string command, string file)
    {
        await LookAsync(command, "propose", Record(), "--election", Hash, "--out", Place[file]);
        await SignAsync(file, "--record", Record(), "--election", Hash);
    }

    internal async Task SignAsync(string file, params string[] sources)
    {
        var (half, full) = (file.Replace(".json", ".half.json", StringComparison.Ordinal), file.Replace(".json", ".signed.json", StringComparison.Ordinal));
        await DoAsync(["sign", Place[file], "--key", Place["keys/officer-A.sealed"], "--out", Place[half], .. sources]);
        await DoAsync(["sign", Place[half], "--key", Place["keys/officer-B.sealed"], "--out", Place[full], .. sources]);
    }

    private void Keep(string stage) => CopyFolder(Record(), Record(stage));

    private async Task MakeKeysAsync()
    {
        string[] keys = ["officer A", "officer B", "registrar R", "auditor 1", "auditor 2", "auditor 3", "log log", "accept box"];
        foreach (var key in keys.Select(key => key.Split(' ')))
        {
            await DoAsync("keys", "new", "--role", key[0], "--name", key[1], "--out", Place["keys"]);
        }
    }

    private async Task MakeRollAsync()
    {
        var rows = Enumerable.Range(1, 4).Select(i => $"\"住民, {i}\",1980-01-0{i},{1 + (i % 2)},つくば市研究学園一丁目{i}番地");
        var csv = Place.Write("roll.csv", $"name,birth_date,sex,address\r\n{string.Join("\r\n", rows)}\r\n");
        await DoAsync("roll", "new", "--rows", csv, "--out", Place["registrar"]);
    }

    private async Task HoldCeremonyAsync()
    {
        foreach (var trustee in Enumerable.Range(1, 3))
        {
            await DoAsync(
                "ceremony", "init", "--dir", Place[$"trustee-{trustee}"], "--out", Place["exchange"], "--name", $"管理者{trustee}",
                "--trustee", $"{trustee}", "--trustees", "3", "--threshold", "2");
        }

        foreach (var step in new[] { "commit", "reveal", "share", "confirm" })
        {
            foreach (var trustee in Enumerable.Range(1, 3))
            {
                await DoAsync("ceremony", step, "--dir", Place[$"trustee-{trustee}"], "--in", Place["exchange"], "--out", Place["exchange"]);
            }
        }

        await LookAsync("ceremony", "finish", "--in", Place["exchange"], "--out", Place["ceremony.json"]);
    }

    private async Task MakeManifestAsync()
    {
        using var authority = TestCertificateAuthority.Create(CertificateKind.Signature, DateTimeOffset.UnixEpoch.AddYears(50));
        File.WriteAllBytes(Place["authority.cer"], authority.Certificate);
        Place.Write("manifest.yaml", Source + $"witnesses: [{{name: witness, key: {Base64Url.Encode(witness.Public.Bytes)}}}]\nquorum: 1\n");
        await LookAsync(
            "manifest", "new", "--source", Place["manifest.yaml"], "--keys", Place["keys"], "--ceremony", Place["ceremony.json"],
            "--slots", Place["registrar/slots.json"], "--authority", Place["authority.cer"], "--out", Place["manifest.json"]);
        var shown = await LookAsync("manifest", "check", Place["manifest.json"], "--json");
        Hash = JsonDocument.Parse(shown.Output).RootElement.GetProperty("election").GetString()!;
    }

    private async Task OpenAsync()
    {
        string[] parts =
            ["--manifest", Place["manifest.json"], "--ceremony", Place["ceremony.json"], "--slots", Place["registrar/slots.json"]];
        await LookAsync(["open", "propose", .. parts, "--out", Place["open.json"]]);
        await SignAsync("open.json", parts);
        await AppendAsync("open.signed.json");
        Keep("open");
    }

    private async Task TallyInputAsync()
    {
        await LookAsync(
            "tally-input", "propose", Record(), "--election", Hash, "--overrides", Place["overrides.json"], "--out", Place["input.json"]);
        await SignAsync("overrides.json", "--record", Record(), "--election", Hash);
        await SignAsync("input.json", "--record", Record(), "--election", Hash);
        await AppendAsync("overrides.signed.json", "input.signed.json");
        Keep("input");
    }

    private async Task MixAsync()
    {
        foreach (var trustee in new[] { 3, 1 })
        {
            await DoAsync(
                "mix", Record(), "--election", Hash, "--trustee-dir", Place[$"trustee-{trustee}"], "--out", Place[$"mix-{trustee}.json"]);
            await AppendAsync($"mix-{trustee}.json");
            Keep($"mixed-{trustee}");
        }
    }

    private async Task DecryptAsync()
    {
        foreach (var trustee in new[] { 2, 3 })
        {
            await DoAsync(
                "decrypt", Record(), "--election", Hash, "--trustee-dir", Place[$"trustee-{trustee}"], "--out", Place[$"share-{trustee}.json"]);
            await AppendAsync($"share-{trustee}.json");
        }

        Keep("shared");
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private const string Source = """
        title: {ja: 模擬選挙, en: Mock election}
        opens: 2026-11-01T08:00:00+09:00
        closes: 2026-11-08T20:00:00+09:00
        reference: 2026-10-01
        host: vote.example.jp
        group_minimum: 2
        publish: {interval_s: 1, max_delay_s: 1, min_batch: 1}
        questions:
          - kind: approval
            mode: homomorphic
            min: 1
            max: 2
            title: {ja: 事業, en: Projects}
            options:
              - {title: {ja: 図書館, en: Library}, cost: 1000000}
              - {title: {ja: 公園, en: Park}, cost: 500000}
              - {title: {ja: 道路, en: Road}, cost: 2000000}
          - kind: approval
            mode: mixed
            min: 1
            max: 2
            pattern_minimum: 0
            title: {ja: 順不同の選択, en: Whole ballots}
            options:
              - {title: {ja: い, en: A}}
              - {title: {ja: ろ, en: B}}
              - {title: {ja: は, en: C}}

        """;

    internal static Ed25519SecretKey NewKey() =>
        Ed25519SecretKey.TryImport(Ed25519SecretKey.GenerateSeed(), out var key) ? key : throw new InvalidOperationException();
}
