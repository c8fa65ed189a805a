using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold;
using Vote.Ledger.Entries;
using Vote.Tally.Record;

namespace Vote.Tally.Verification;

/// <summary>Ballots, tally input, shuffles, shares, result: 3.3, 5.2 – 9.3. spec §10</summary>
/// <remarks>
/// Every stage takes what it needs from the stage before as recomputed here, not as published, so that one wrong number is reported where it
/// stands and not in everything that follows from it.
/// </remarks>
internal sealed class TallyChecks
{
    private readonly Checklist checks;
    private readonly Manifest manifest;
    private readonly BallotAudit ballots;
    private readonly IReadOnlyList<Entry> entries;
    private readonly WorkMonitor monitor;

    private TallyChecks(Checklist checks, Manifest manifest, (BallotAudit Ballots, IReadOnlyList<Entry> Entries) found, WorkMonitor monitor)
    {
        (this.checks, this.manifest, this.monitor) = (checks, manifest, monitor);
        (ballots, entries) = found;
    }

    /// <summary>Runs them all.</summary>
    /// <param name="checks">Where the answers go.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="found">What is known of the ballots, and the entries that are neither enrolment nor ballot.</param>
    /// <param name="monitor">Watches the work.</param>
    public static void Run(
        Checklist checks, Manifest manifest, (BallotAudit Ballots, IReadOnlyList<Entry> Entries) found, WorkMonitor monitor) =>
        new TallyChecks(checks, manifest, found, monitor).Run();

    private void Run()
    {
        CheckBallots();
        var counted = ballots.Counted;
        var terms = ShuffleTerms.Of(manifest, counted);
        CheckGenerators(terms);

        var input = TallyInputContent.Build(counted);
        if (CheckTallyInput(input, counted) is not { } published)
        {
            checks.Missing = "the tally input is missing";
            return;
        }

        var shuffles = ShuffleAudit.Run(terms, entries, monitor);
        if (!CheckShuffles(terms, shuffles))
        {
            checks.Missing = "a question has not been shuffled";
            return;
        }

        var toOpen = CiphertextsToOpen.Gather(terms.Minima, input, shuffles.Outputs());
        var shares = CheckShares(new(manifest.Hash, published.LeafHash.Value, toOpen.Input));
        ResultChecks.Run(checks, entries, ResultOf(toOpen, counted.Count, shares), manifest.Election.Style);
    }

    private void CheckBallots()
    {
        var detail = $"{ballots.Decoded} ballots";
        checks.Set(CheckId.BallotForm, ballots.Undecodable, detail);
        checks.Set(CheckId.BallotUnique, ballots.Repeated, detail);
        checks.Set(CheckId.BallotProofs, ballots.Unproven, $"{ballots.Decoded * manifest.Election.Style.Questions.Count} proofs");
        checks.Set(CheckId.Challenges, ballots.Challenged, $"{entries.Count(entry => entry.Body is BallotChallenged)} challenged ballots");
    }

    private void CheckGenerators(ShuffleTerms terms)
    {
        var count = terms.Questions.Count == 0 ? 0 : terms.Counted.Count;
        var verdict = terms.Generators.CheckDistinct(count, monitor.CancellationToken);
        checks.Set(CheckId.Generators, verdict is Verdict.Rejected(_, var detail) ? [detail] : [], $"{count + 1} generators");
    }

    /// <returns>The tally input's entry, when there is one that can be read.</returns>
    private Entry? CheckTallyInput(TallyInputContent expected, CountedBallots counted)
    {
        if (entries.FirstOrDefault(entry => entry.Body is TallyInput) is not { Body: TallyInput body } entry)
        {
            return null;
        }

        if (!TallyInputContent.TryDecode(manifest.Election.Style, body.Payload.Bytes.Span, out var published))
        {
            checks.Set(CheckId.CountedSet, ["the tally input is malformed"], "");
            checks.Set(CheckId.CountedSums, ["the tally input is malformed"], "");
            return entry;
        }

        var set = new Findings();
        set.Require(published.Counted == expected.Counted, $"{published.Counted} ballots are named, {expected.Counted} count");
        set.Require(published.Ballots == expected.Ballots, "other ballots are named than those that count");
        checks.Set(CheckId.CountedSet, set.Close($"{counted.Count} counted ballots"));

        var sums = published.Questions.Zip(expected.Questions, (left, right) => TallyInputContent.Same(left, right));
        checks.Set(
            CheckId.CountedSums,
            sums.Select((same, i) => (same, i)).Where(question => !question.same).Select(question => $"question {question.i + 1}: not what the counted ballots add up to"),
            $"{expected.Questions.Count} questions");
        return entry;
    }

    /// <returns>Whether every question that is opened has a last round.</returns>
    private bool CheckShuffles(ShuffleTerms terms, ShuffleAudit audit)
    {
        var unfinished = audit.Unfinished(terms, manifest.Threshold)
            .Select(question => $"question {question.Number}: {audit.Rounds[question.Number].Count} rounds, at least {manifest.Threshold} are needed");
        var rounds = audit.Rounds.Values.Sum(question => question.Count);
        checks.Set(CheckId.ShuffleRounds, audit.Misplaced.Concat(unfinished), $"{rounds} rounds for {terms.Questions.Count} mixed questions");
        checks.Set(CheckId.ShuffleProofs, audit.Unproven, $"{rounds} proofs");
        return audit.Rounds.Values.All(question => question.Count > 0);
    }

    private IReadOnlyList<Crypto.Threshold.DecryptionShare> CheckShares(DecryptionStatement statement)
    {
        var audit = ShareAudit.Run(statement, ManifestTerms.KeysOf(manifest), entries, monitor);
        var needed = statement.Input.SharedCount == 0 ? 0 : manifest.Threshold;
        var there = entries.Count(entry => entry.Body is Vote.Ledger.Entries.DecryptionShare);
        string[] tooFew = there < needed ? [$"{there} shares, {needed} are needed"] : [];
        string[] superfluous = needed == 0 && there > 0 ? ["there is nothing to decrypt, and yet there are shares"] : [];
        checks.Set(CheckId.ShareForm, [.. audit.Malformed, .. tooFew, .. superfluous], $"{there} shares of {statement.Input.SharedCount} ciphertexts");
        checks.Set(CheckId.ShareProofs, audit.Unproven, $"{audit.Valid.Count} proofs");
        return audit.Valid;
    }

    private ResultContent? ResultOf(CiphertextsToOpen toOpen, int counted, IReadOnlyList<Crypto.Threshold.DecryptionShare> shares)
    {
        if (shares.Count < manifest.Threshold && toOpen.Input.SharedCount > 0)
        {
            checks.Missing = "there are too few valid shares to decrypt with";
            return null;
        }

        checks.Missing = "a total is out of its range, or the result is missing";
        return ResultAssembly.Combine(toOpen, counted, shares, ManifestTerms.KeysOf(manifest).Policy, monitor);
    }
}
