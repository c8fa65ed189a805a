using System.Globalization;
using Vote.Crypto.Ballots;
using Vote.Electorate.Pabulib;
using Vote.Electorate.Residents;
using Vote.Identity.TestAuthority;
using Vote.Tally.Record;

namespace Vote.Electorate.MainJob;

/// <summary>What came of a whole election.</summary>
/// <param name="Folders">Where everything lies.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Copies">The completed records.</param>
/// <param name="Totals">Votes of each project, then the blank.</param>
/// <param name="TotalsAreRight">Whether they equal the file's.</param>
/// <param name="Verified">Whether every copy was verified with the same result.</param>
internal sealed record JobOutcome(
    JobFolders Folders, Manifest Manifest, IReadOnlyList<string> Copies, IReadOnlyList<long> Totals, bool TotalsAreRight, bool Verified)
{
    /// <summary>Whether everything is as it must be.</summary>
    public bool Succeeded => TotalsAreRight && Verified;
}

/// <summary>The main job: one election from the first key to the verified result, on real classes and real processes.</summary>
/// <param name="folders">Where everything goes.</param>
/// <param name="cache">Keys that many runs share.</param>
/// <param name="narrator">Tells whoever watches.</param>
/// <param name="devices">Sees the voters' devices.</param>
/// <param name="cancellationToken">Stops between two steps.</param>
internal sealed class JobRunner(
    JobFolders folders, DirectoryInfo cache, Narrator narrator, IDeviceObserver devices, CancellationToken cancellationToken)
{
    private readonly VoteTally tally = new(folders, cancellationToken);

    /// <summary>Holds the election of a file, counted in one mode.</summary>
    public async Task<JobOutcome> RunAsync(PabulibFile file, string mode)
    {
        var clock = new JobClock(TimeProvider.System);
        using var jpki = TestJpki.OpenOrCreate(Path.Combine(cache.FullName, "jpki-test"), TimeProvider.System);
        var residents = InventedResidents.Make(file.Description, file.Ballots.Count);
        var cards = await narrator.StageAsync($"cards of {residents.Count} invented residents (cached)", () => IssueAsync(jpki, residents));
        try
        {
            var plan = new JobPlan(file, mode, clock.GetUtcNow().AddMinutes(-1));
            var manifest = await narrator.StageAsync(
                "keys, roll, key ceremony of three trustees, manifest, opening", () => new Preparation(folders, tally, plan).RunAsync(residents, jpki));
            narrator.Say($"  election hash {manifest.Hash}");

            var polling = new Polling(folders, manifest, clock, devices);
            var cast = await narrator.StageAsync($"enrolment and casting, {residents.Count} voters", () =>
                polling.RunAsync(cards, file, jpki, narrator.Progress(residents.Count), cancellationToken));
            narrator.Say($"  {cast} ballots cast, {cast - residents.Count} of them superseded");

            await narrator.StageAsync("close of voting, signed by two officers", () => CloseAsync(polling, manifest, jpki));
            return await CountAsync(file, manifest);
        }
        finally
        {
            foreach (var card in cards)
            {
                card.Dispose();
            }
        }
    }

    private Task<TestCard[]> IssueAsync(TestJpki jpki, IReadOnlyList<Identity.Roll.RollRow> residents) => Task.Run(
        () =>
        {
            var keys = new ResidentKeyCache(Path.Combine(cache.FullName, "residents")).Take(residents.Count, narrator.Progress(residents.Count), cancellationToken);
            return residents.Zip(keys, (resident, key) => jpki.IssueSignatureCard(resident.Person, key)).ToArray();
        },
        cancellationToken);

    private async Task CloseAsync(Polling polling, Manifest manifest, TestJpki jpki)
    {
        string[] source = ["--record", folders.Record, "--election", manifest.Hash.Value.ToHex()];
        await tally.RunAsync("close", "propose", folders.Record, "--election", manifest.Hash.Value.ToHex(), "--out", folders.Entry("voting-closed-proposed"));
        await Preparation.SignTwiceAsync(tally, folders, "voting-closed", source);
        await polling.GiveAsync(folders.Entry("voting-closed"), jpki, cancellationToken);
    }

    private async Task<JobOutcome> CountAsync(PabulibFile file, Manifest manifest)
    {
        var counting = new Counting(folders, tally, manifest);
        var copies = await counting.RunAsync(narrator);
        var verified = await narrator.StageAsync("verify every copy", () => VerifyAsync(manifest, copies));

        List<IReadOnlyList<long>> results = [];
        foreach (var copy in copies)
        {
            results.Add(Totals((await counting.ReadResultAsync(copy, cancellationToken)).Questions[0]));
        }

        var same = results.All(result => result.AsEnumerable().Zip(results[0]).All(pair => pair.First == pair.Second));
        return new(folders, manifest, copies, results[0], Compare(file, results[0]), verified && same);
    }

    private async Task<bool> VerifyAsync(Manifest manifest, IReadOnlyList<string> copies)
    {
        var answers = await Task.WhenAll(copies.Select(copy => tally.TryRunAsync("verify", copy, "--election", manifest.Hash.Value.ToHex())));
        foreach (var (_, output, _) in answers.Where(answer => answer.Exit != 0))
        {
            narrator.Say(output);
        }

        return answers.All(answer => answer.Exit == 0);
    }

    private bool Compare(PabulibFile file, IReadOnlyList<long> totals)
    {
        var right = true;
        for (var i = 0; i < file.Projects.Count; i++)
        {
            var project = file.Projects[i];
            var same = project.Votes == totals[i];
            right &= same;
            narrator.Say(string.Create(CultureInfo.InvariantCulture, $"  {(same ? "=" : "≠")} {totals[i],5}  {project.Votes,5}  {project.Title}"));
        }

        return right;
    }

    /// <summary>Totals of a question, however it was counted.</summary>
    public static IReadOnlyList<long> Totals(QuestionResult question) => question switch
    {
        QuestionResult.Homomorphic(var totals) => totals,
        QuestionResult.Mixed(var totals, _) => totals,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
