using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Ceremonies;

/// <summary>Three trustees with a folder each and one folder between them, as they would sit in three rooms.</summary>
public sealed class CeremonyTests : IDisposable
{
    private static readonly string[] Steps = ["commit", "reveal", "share", "confirm"];

    private readonly Workplace place = new();

    [Fact]
    public async Task EndsWithARecordThatHoldsAndOneSecretForEachFolder()
    {
        await CompleteAsync(2, 3);
        var finished = await FinishAsync();
        Assert.Equal(ExitCode.Done, finished.ExitCode);
        Assert.True(CeremonyRecord.TryDecode(File.ReadAllBytes(place["ceremony.json"]), out var record));
        Assert.True(record.Verify().Holds);
        Assert.All([1, 2, 3], trustee => Assert.Equal(["trustee.sealed"], Directory.GetFiles(place[$"trustee-{trustee}"]).Select(Path.GetFileName)));
    }

    [Fact]
    public async Task SaysWhomItWaitsForAndGoesOnWhenTheyCame()
    {
        await InitAsync(1, 2, 2);
        var early = await StepAsync("commit", 1);
        Assert.Equal(ExitCode.CouldNotRun, early.ExitCode);
        Assert.Contains("trustee 2", early.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.CouldNotRun, (await StepAsync("reveal", 1)).ExitCode);
        await InitAsync(2, 2, 2);
        Assert.Equal(ExitCode.Done, (await StepAsync("commit", 1)).ExitCode);
    }

    [Fact]
    public async Task SendsTheSameMessageAgainAfterAnInterruption()
    {
        await InitAsync(1, 2, 2);
        await InitAsync(2, 2, 2);
        await StepAsync("commit", 1);
        var sent = File.ReadAllBytes(place["exchange/commit-1.json"]);

        // Stopped after the state was sealed and before the message was written; the old state was not deleted yet.
        File.Delete(place["exchange/commit-1.json"]);
        File.WriteAllText(place["trustee-1/state-1-identity.sealed"], "left over");
        Assert.Equal(ExitCode.Done, (await StepAsync("commit", 1)).ExitCode);
        Assert.Equal(sent, File.ReadAllBytes(place["exchange/commit-1.json"]));
        Assert.Equal(["state-2-commit.sealed"], Directory.GetFiles(place["trustee-1"]).Select(Path.GetFileName));

        Assert.Equal(ExitCode.CouldNotRun, (await InitAsync(1, 2, 2)).ExitCode);
    }

    [Fact]
    public async Task NamesWhoseMessageIsWrong()
    {
        await InitAsync(1, 2, 2);
        await InitAsync(2, 2, 2);

        var identity = File.ReadAllText(place["exchange/identity-2.json"]);
        File.WriteAllText(place["exchange/identity-2.json"], identity.Replace("\"name\":\"trustee 2\"", "\"name\":\"trustee 3\"", StringComparison.Ordinal));
        var forged = await StepAsync("commit", 1);
        Assert.Equal(ExitCode.Rejected, forged.ExitCode);
        Assert.Contains("trustee 2", forged.Error, StringComparison.Ordinal);

        File.Copy(place["exchange/identity-1.json"], place["exchange/identity-2.json"], overwrite: true);
        var swapped = await StepAsync("commit", 1);
        Assert.Equal(ExitCode.Rejected, swapped.ExitCode);
        Assert.Contains("trustee 2", swapped.Error, StringComparison.Ordinal);

        File.WriteAllText(place["exchange/identity-2.json"], identity);
        Assert.Equal(ExitCode.Done, (await StepAsync("commit", 1)).ExitCode);
    }

    [Fact]
    public async Task RefusesLinksOversizeAndAWrongPassphrase()
    {
        await InitAsync(1, 2, 2);
        await InitAsync(2, 2, 2);
        var identity = File.ReadAllBytes(place["exchange/identity-2.json"]);
        File.Move(place["exchange/identity-2.json"], place["elsewhere.json"]);
        File.CreateSymbolicLink(place["exchange/identity-2.json"], place["elsewhere.json"]);
        Assert.Equal(ExitCode.CouldNotRun, (await StepAsync("commit", 1)).ExitCode);

        File.Delete(place["exchange/identity-2.json"]);
        File.WriteAllBytes(place["exchange/identity-2.json"], new byte[CeremonyMessage.MaximumLength + 1]);
        Assert.Equal(ExitCode.CouldNotRun, (await StepAsync("commit", 1)).ExitCode);

        File.WriteAllBytes(place["exchange/identity-2.json"], identity);
        place.Write("passphrase", "not the same passphrase");
        Assert.Equal(ExitCode.CouldNotRun, (await StepAsync("commit", 1)).ExitCode);
        Assert.Equal(["state-1-identity.sealed"], Directory.GetFiles(place["trustee-1"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task RefusesSeatsThatDoNotExist()
    {
        Assert.Equal(ExitCode.CouldNotRun, (await InitAsync(3, 2, 2)).ExitCode);
        Assert.Equal(ExitCode.CouldNotRun, (await InitAsync(1, 1, 2)).ExitCode);
        Assert.Equal(ExitCode.CouldNotRun, (await InitAsync(1, 2, 17)).ExitCode);
    }

    public void Dispose() => place.Dispose();

    private async Task CompleteAsync(int threshold, int trustees)
    {
        for (var trustee = 1; trustee <= trustees; trustee++)
        {
            Assert.Equal(ExitCode.Done, (await InitAsync(trustee, threshold, trustees)).ExitCode);
        }

        foreach (var step in Steps)
        {
            for (var trustee = 1; trustee <= trustees; trustee++)
            {
                var answer = await StepAsync(step, trustee);
                Assert.True(answer.ExitCode == ExitCode.Done, answer.Error);
            }
        }
    }

    private Task<Answer> InitAsync(int trustee, int threshold, int trustees) => Workplace.RunAsync(
        "ceremony", "init", "--dir", place[$"trustee-{trustee}"], "--out", place["exchange"], "--name", $"trustee {trustee}",
        "--trustee", $"{trustee}", "--trustees", $"{trustees}", "--threshold", $"{threshold}", "--passphrase-file", place.PassphraseFile);

    private Task<Answer> StepAsync(string step, int trustee) => Workplace.RunAsync(
        "ceremony", step, "--dir", place[$"trustee-{trustee}"], "--in", place["exchange"], "--out", place["exchange"],
        "--passphrase-file", place.PassphraseFile);

    private Task<Answer> FinishAsync() =>
        Workplace.RunAsync("ceremony", "finish", "--in", place["exchange"], "--out", place["ceremony.json"]);
}
