using System.Diagnostics;
using System.Globalization;
using Vote.EndToEnd.Tests.MainJob;
using Vote.Tally.Record;
using Vote.Tally.Verification;
using Xunit.Abstractions;

namespace Vote.EndToEnd.Tests.Tampering;

/// <summary>
/// The main job's records, changed. Whoever has the disk only breaks the log. Where everybody conspires, and signs again what comes after, the
/// log holds, and the check that the lie concerns names it.
/// </summary>
[Collection(WholeElectionsCollection.Name)]
public sealed class TamperedRecordTests(WholeElections elections, ITestOutputHelper output)
{
    public static TheoryData<string, string, string> Changes
    {
        get
        {
            (string What, string Fails)[] both =
            [
                ("flipped byte in a ballot proof", "5.4"), ("dropped ballot", "6.1"), ("enrolment swapped with its ballot", "2.4"), ("changed total", "9.2"),
                ("wrong decryption share", "8.2"), ("ballot of another election", "5.4"), ("second ballot under another slot", "5.1"),
            ];
            var data = new TheoryData<string, string, string> { { "mixed", "replaced shuffle output", "7.2" } };
            foreach (var mode in new[] { "homomorphic", "mixed" })
            {
                Array.ForEach(both, one => data.Add(mode, one.What, one.Fails));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task IsFoundInTheLogWhenOnlyTheDiskWasChanged(string mode, string what, string fails)
    {
        var all = await elections.ConspiracyAsync(mode);
        var failed = await VerifyAsync(all, what, folder => Forger.WriteRawAsync(all.Record, folder, new Forgery(all, resigned: false).Change(what)));
        Assert.Contains(failed, number => number[0] == '1');

        // The lie itself is found too, or counts as not found to be true where the files behind it cannot be read.
        Assert.Contains(fails, failed);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task IsFoundByNameWhenEverybodySignedIt(string mode, string what, string fails)
    {
        var all = await elections.ConspiracyAsync(mode);
        var failed = await VerifyAsync(all, what, folder => Forger.WriteSignedAsync(all, folder, new Forgery(all, resigned: true).Change(what)));
        Assert.Contains(fails, failed);

        // The log itself holds: files, signatures, root, closing, authors. Of these only the order of entries is ever the lie.
        Assert.DoesNotContain(failed.Except([fails]), number => number[0] is '1' or '2');
    }

    /// <summary>The control: what the forger writes unchanged holds in every check.</summary>
    [Theory]
    [InlineData("homomorphic")]
    [InlineData("mixed")]
    public async Task HoldsWhenNothingWasChanged(string mode)
    {
        var all = await elections.ConspiracyAsync(mode);
        Assert.Empty(await VerifyAsync(all, "nothing, signed again", folder => Forger.WriteSignedAsync(all, folder, all.CloseAnew(all.Entries))));
    }

    /// <summary>A whole election of somebody else's, with keys of their own, in itself without a flaw: only the published election hash tells it from the true one.</summary>
    [Theory]
    [InlineData("homomorphic", "mixed")]
    [InlineData("mixed", "homomorphic")]
    public async Task IsRefusedByTheElectionHashWhenTheWholeRecordIsForged(string real, string forged)
    {
        var (wanted, shown) = ((await elections.HeldAsync(real)).Outcome, (await elections.HeldAsync(forged)).Outcome);
        Assert.NotEqual(wanted.Manifest.Log.Keys.Log, shown.Manifest.Log.Keys.Log);
        Assert.Empty(Failed(await RecordVerifier.RunAsync(new(shown.Copies[0]), shown.Manifest.Hash, Monitor())));
        Assert.Equal(["3.1"], Failed(await RecordVerifier.RunAsync(new(shown.Copies[0]), wanted.Manifest.Hash, Monitor())));
    }

    private async Task<string[]> VerifyAsync(Conspiracy all, string what, Func<DirectoryInfo, Task> write)
    {
        var folder = new DirectoryInfo(Path.Combine(all.Held.Outcome.Folders.Root.FullName, $"tampered-{Guid.CreateVersion7()}"));
        try
        {
            await write(folder);
            var clock = Stopwatch.StartNew();
            var checks = await RecordVerifier.RunAsync(folder, all.Manifest.Hash, Monitor());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: verified in {clock.Elapsed.TotalSeconds:0.0} s"));
            foreach (var (id, outcome) in checks)
            {
                if (outcome is Outcome.Fails(var findings))
                {
                    output.WriteLine($"  {id.Number} {id.English}: {string.Join("; ", findings)}");
                }
            }

            return Failed(checks);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WorkMonitor Monitor() => new(null, CancellationToken.None);

    private static string[] Failed(IReadOnlyList<Check> checks) =>
        [.. checks.Where(check => check.Outcome is not Outcome.Holds).Select(check => check.Id.Number)];
}
