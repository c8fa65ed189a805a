using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;
using Vote.Tally.Record;

namespace Vote.Electorate.MainJob;

/// <summary>
/// After the close, by the command line alone: tally input, one mix chain, a share by each trustee, and copies of the record, each completed
/// with the shares of another pair of trustees.
/// </summary>
internal sealed class Counting(JobFolders folders, VoteTally tally, Manifest manifest)
{
    private static readonly int[][] Pairs = [[1, 2], [1, 3], [2, 3]];

    private string Election => manifest.Hash.Value.ToHex();

    /// <summary>Completes every copy.</summary>
    /// <returns>The folders of the copies.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Narrator narrator)
    {
        await narrator.StageAsync("tally input, signed by two officers", PublishTallyInputAsync);
        if (manifest.Questions.Any(question => question is MixedQuestion))
        {
            await narrator.StageAsync("mixing by two trustees in turn", MixAsync);
        }

        // Three people with three machines wait for nobody.
        await narrator.StageAsync(
            "a decryption share by each trustee", () => Task.WhenAll(Enumerable.Range(1, Preparation.Trustees).Select(DecryptAsync)));
        return await narrator.StageAsync("three copies of the record, each with another pair of shares", CompleteAllAsync);
    }

    /// <summary>The result that stands on a record.</summary>
    public async Task<ResultContent> ReadResultAsync(string record, CancellationToken cancellationToken)
    {
        var read = await ElectionRecord.OpenAsync(
            new(record), new(manifest.Hash, Ledger.Rules.Phase.Finished, Quorum: true), new(null, cancellationToken));
        var entries = read is RecordReading.Read(var good) ? good.Entries : throw new InvalidDataException($"{record} does not hold.");
        return ResultContent.TryDecode(manifest.Election.Style, ((Result)entries[^1].Body).Payload.Bytes.Span, out var result)
            ? result
            : throw new InvalidDataException("The result does not decode.");
    }

    private async Task PublishTallyInputAsync()
    {
        string[] source = ["--record", folders.Record, "--election", Election];
        await tally.RunAsync(
            "tally-input", "propose", folders.Record, "--election", Election,
            "--overrides", folders.Entry("overrides-closed-proposed"), "--out", folders.Entry("tally-input-proposed"));
        await Preparation.SignTwiceAsync(tally, folders, "overrides-closed", source);
        await Preparation.SignTwiceAsync(tally, folders, "tally-input", source);
        await AppendAsync(folders.Record, "overrides-closed", "tally-input");
    }

    private async Task MixAsync()
    {
        for (var trustee = 1; trustee <= Preparation.Threshold; trustee++)
        {
            var entry = $"shuffle-{trustee}";
            await tally.RunSealedAsync(
                "mix", folders.Record, "--election", Election, "--trustee-dir", folders.Trustee(trustee), "--out", folders.Entry(entry));
            await AppendAsync(folders.Record, entry);
        }
    }

    private Task<string> DecryptAsync(int trustee) => tally.RunSealedAsync(
        "decrypt", folders.Record, "--election", Election, "--trustee-dir", folders.Trustee(trustee), "--out", folders.Entry($"share-{trustee}"));

    private async Task<IReadOnlyList<string>> CompleteAllAsync()
    {
        foreach (var pair in Pairs)
        {
            CopyFolder(new(folders.Record), folders.Copy(pair));
        }

        return await Task.WhenAll(Pairs.Select(CompleteAsync));
    }

    private async Task<string> CompleteAsync(int[] pair)
    {
        var copy = folders.Copy(pair);
        await AppendAsync(copy, [.. pair.Select(trustee => $"share-{trustee}")]);

        var result = $"result-{string.Join('-', pair)}";
        await tally.RunAsync("result", "propose", copy, "--election", Election, "--out", folders.Entry(result + "-proposed"));
        await Preparation.SignTwiceAsync(tally, folders, result, "--record", copy, "--election", Election);
        await AppendAsync(copy, result);
        return copy;
    }

    private Task<string> AppendAsync(string record, params string[] entries) => tally.RunSealedAsync(
        ["append", record, .. entries.Select(folders.Entry), "--election", Election, "--log-key", Preparation.SecretOf(folders, "log", "log")]);

    private static void CopyFolder(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }
    }
}
