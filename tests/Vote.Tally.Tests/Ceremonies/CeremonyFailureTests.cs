using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Ceremonies;
using Vote.Tally.Terminal;

namespace Vote.Tally.Tests.Ceremonies;

/// <summary>What can go wrong around the messages, at every step: nothing is lost, nobody honest is blamed. spec §5</summary>
public sealed class CeremonyFailureTests : IDisposable
{
    private readonly CeremonyRoom room = new();

    /// <summary>Stopped after the new state was on the disk, before the old one was deleted and the message written.</summary>
    [Fact]
    public async Task RepeatsTheSameMessageAfterAnInterruptionOfAnyStep()
    {
        await room.InitAsync(1);
        await RepeatsAsync("identity", () => room.InitAsync(1));
        await room.InitAsync(2);
        foreach (var (step, _) in CeremonyRoom.Steps)
        {
            var before = room[$"trustee-1/{Assert.Single(room.Folder(1))}"];
            var state = File.ReadAllBytes(before);
            Assert.Equal(ExitCode.Done, (await room.StepAsync(step, 1)).ExitCode);
            File.WriteAllBytes(before, state);
            await RepeatsAsync(step, () => room.StepAsync(step, 1));
            Assert.Equal(ExitCode.Done, (await room.StepAsync(step, 2)).ExitCode);
        }

        Assert.Equal(ExitCode.Done, (await room.FinishAsync()).ExitCode);
        var record = File.ReadAllBytes(room["ceremony.json"]);
        Assert.Equal(ExitCode.Done, (await room.FinishAsync()).ExitCode);
        Assert.Equal(record, File.ReadAllBytes(room["ceremony.json"]));
        Assert.True(CeremonyRecord.TryDecode(record, out var read) && read.Verify().Holds);
    }

    /// <summary>A missing message, another trustee's, one of another ceremony: named, and the state stays as it was.</summary>
    [Fact]
    public async Task NamesWhoseMessageIsMissingOrSwappedAtEveryStep()
    {
        using var elsewhere = new CeremonyRoom();
        await elsewhere.ReachAsync("confirm");
        foreach (var trustee in new[] { 1, 2 })
        {
            await room.InitAsync(trustee);
        }

        foreach (var (step, needs) in CeremonyRoom.Steps)
        {
            await RefusesAsync(needs, elsewhere, () => room.StepAsync(step, 1), [$"trustee-1/{Assert.Single(room.Folder(1))}"]);
            Assert.Equal(ExitCode.Done, (await room.StepAsync(step, 1)).ExitCode);
            Assert.Equal(ExitCode.Done, (await room.StepAsync(step, 2)).ExitCode);
        }

        await RefusesAsync("confirm", elsewhere, room.FinishAsync, []);
        Assert.False(File.Exists(room["ceremony.json"]));
        Assert.Equal(ExitCode.Done, (await room.FinishAsync()).ExitCode);
    }

    /// <summary>An old state brought back from a copy would sign a second, different message of one kind.</summary>
    [Fact]
    public async Task DoesNotReplaceAMessageWhenAnOldStateIsBroughtBack()
    {
        await room.ReachAsync("init");
        var old = File.ReadAllBytes(room["trustee-1/state-1-identity.sealed"]);
        await room.StepAsync("commit", 1);
        await room.StepAsync("commit", 2);
        var sent = File.ReadAllBytes(room.Message("commit", 1));

        File.Delete(room["trustee-1/state-2-commit.sealed"]);
        File.WriteAllBytes(room["trustee-1/state-1-identity.sealed"], old);
        Assert.Equal(ExitCode.CouldNotRun, (await room.StepAsync("commit", 1)).ExitCode);
        Assert.Equal(sent, File.ReadAllBytes(room.Message("commit", 1)));

        var next = await room.StepAsync("reveal", 1);
        Assert.Equal(ExitCode.Rejected, next.ExitCode);
        Assert.Contains(nameof(CeremonyFaultKind.OwnMessageDiffers), next.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(room.Message("reveal", 1)));
    }

    [Fact]
    public async Task ShowsEverybodyWhoLiedWhenAShareDoesNotFit()
    {
        await room.ReachAsync("share");
        room.LieAboutTheShare();
        var refused = await room.StepAsync("confirm", 1);
        Assert.Equal(ExitCode.Rejected, refused.ExitCode);
        Assert.Contains("share of trustee 2 does not fit", refused.Error, StringComparison.Ordinal);

        var state = File.ReadAllBytes(room["trustee-1/state-4-share.sealed"]);
        Assert.Equal(ExitCode.Done, (await room.StepAsync("complain", 1)).ExitCode);
        File.WriteAllBytes(room["trustee-1/state-4-share.sealed"], state);
        await RepeatsAsync("complaint", () => room.StepAsync("complain", 1));

        var judged = await room.JudgeAsync();
        Assert.Equal((ExitCode.Rejected, "1\tBadShare\t2\n"), (judged.ExitCode, judged.Output.ReplaceLineEndings("\n")));
        Assert.Equal(ExitCode.Rejected, (await room.StepAsync("confirm", 1)).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await room.StepAsync("confirm", 2)).ExitCode);
        Assert.Equal(ExitCode.Rejected, (await room.FinishAsync()).ExitCode);
        Assert.False(File.Exists(room.Message("confirm", 1)) || File.Exists(room.Message("confirm", 2)));
    }

    [Fact]
    public async Task ComplainsOnlyWithAReasonAndOnlyInThePlaceOfConfirming()
    {
        await room.ReachAsync("reveal");
        Assert.Equal(ExitCode.CouldNotRun, (await room.StepAsync("complain", 1)).ExitCode);
        Assert.Equal(ExitCode.CouldNotRun, (await room.JudgeAsync()).ExitCode);
        await room.StepAsync("share", 1);
        await room.StepAsync("share", 2);
        Assert.Equal(ExitCode.Rejected, (await room.StepAsync("complain", 1)).ExitCode);
        Assert.False(File.Exists(room.Message("complaint", 1)));

        Assert.Equal(ExitCode.Done, (await room.StepAsync("confirm", 1)).ExitCode);
        Assert.Equal(ExitCode.CouldNotRun, (await room.StepAsync("complain", 1)).ExitCode);
        Assert.Equal(["trustee.sealed"], room.Folder(1));
    }

    [Fact]
    public void SaysEveryFaultInBothLanguages() => Assert.All(Enum.GetValues<CeremonyFaultKind>(), kind =>
    {
        var fault = new CeremonyFault(kind, [new(2), new(3)], "detail");
        Assert.Contains($"[{kind}: detail]", CeremonyFaults.In(Language.English, fault), StringComparison.Ordinal);
        Assert.NotEqual(CeremonyFaults.In(Language.English, fault), CeremonyFaults.In(Language.Japanese, fault));
    });

    public void Dispose() => room.Dispose();

    private async Task RepeatsAsync(string kind, Func<Task<Answer>> again)
    {
        var sent = File.ReadAllBytes(room.Message(kind, 1));
        File.Delete(room.Message(kind, 1));
        Assert.Equal(ExitCode.Done, (await again()).ExitCode);
        Assert.Equal(sent, File.ReadAllBytes(room.Message(kind, 1)));
        Assert.Single(room.Folder(1));
    }

    private async Task RefusesAsync(string needs, CeremonyRoom elsewhere, Func<Task<Answer>> step, string[] files)
    {
        var kept = files.Select(file => File.ReadAllBytes(room[file])).ToArray();
        var (path, honest) = (room.Message(needs, 2), File.ReadAllBytes(room.Message(needs, 2)));
        File.Delete(path);
        Names(await step(), ExitCode.CouldNotRun);
        File.Copy(room.Message(needs, 1), path);
        Names(await step(), ExitCode.Rejected);
        if (needs != "identity")
        {
            // Another ceremony's identity is as good as any: the words read aloud tell it from the right one.
            File.Copy(elsewhere.Message(needs, 2), path, overwrite: true);
            Names(await step(), ExitCode.Rejected);
        }

        File.WriteAllBytes(path, honest);
        Assert.Equal(kept, files.Select(file => File.ReadAllBytes(room[file])));
    }

    private static void Names(Answer answer, int exitCode)
    {
        Assert.Equal(exitCode, answer.ExitCode);
        Assert.Contains("trustee 2", answer.Error, StringComparison.Ordinal);
    }
}
