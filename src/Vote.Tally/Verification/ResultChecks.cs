using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;
using Vote.Tally.Record;

namespace Vote.Tally.Verification;

/// <summary>The published result against the decryptions: 9.1 – 9.3. spec §10</summary>
internal static class ResultChecks
{
    /// <summary>Compares field by field.</summary>
    /// <param name="checks">Where the answers go.</param>
    /// <param name="entries">The record's entries.</param>
    /// <param name="expected">What the shares give; null when they give nothing.</param>
    /// <param name="style">The questions.</param>
    public static void Run(Checklist checks, IReadOnlyList<Entry> entries, ResultContent? expected, BallotStyle style)
    {
        if (entries.Select(entry => entry.Body).OfType<Result>().FirstOrDefault() is not { } entry || expected is null)
        {
            return;
        }

        if (!ResultContent.TryDecode(style, entry.Payload.Bytes.Span, out var published))
        {
            foreach (var id in new[] { CheckId.ResultShares, CheckId.ResultTotals, CheckId.ResultVotes })
            {
                checks.Set(id, ["the result is malformed"], "");
            }

            return;
        }

        checks.Set(
            CheckId.ResultShares,
            published.Shares.AsEnumerable().Zip(expected.Shares).All(pair => pair.First == pair.Second) && published.Shares.Count == expected.Shares.Count
                ? []
                : [$"shares of {string.Join(", ", published.Shares)} are named, not of {string.Join(", ", expected.Shares)}"],
            $"trustees {string.Join(", ", expected.Shares)}");
        checks.Set(CheckId.ResultTotals, Totals(published, expected), $"{expected.Questions.Sum(question => TotalsOf(question).Count)} totals");
        checks.Set(CheckId.ResultVotes, Votes(published, expected), $"{expected.Questions.OfType<QuestionResult.Mixed>().Sum(question => question.Votes.Count)} mixed votes");
    }

    private static IEnumerable<string> Totals(ResultContent published, ResultContent expected)
    {
        if (published.Counted != expected.Counted)
        {
            yield return $"{published.Counted} ballots are said to count, not {expected.Counted}";
        }

        for (var q = 0; q < expected.Questions.Count; q++)
        {
            var (said, found) = (TotalsOf(published.Questions[q]), TotalsOf(expected.Questions[q]));
            if (said.Count != found.Count)
            {
                yield return $"question {q + 1}: {said.Count} totals, not {found.Count}";
            }

            for (var i = 0; i < Math.Min(said.Count, found.Count); i++)
            {
                if (said[i] != found[i])
                {
                    yield return $"question {q + 1}, total {i + 1}: {said[i]} is published, {found[i]} is decrypted";
                }
            }
        }
    }

    private static IEnumerable<string> Votes(ResultContent published, ResultContent expected)
    {
        for (var q = 0; q < expected.Questions.Count; q++)
        {
            if (expected.Questions[q] is QuestionResult.Mixed found
                && (published.Questions[q] is not QuestionResult.Mixed said || !ResultContent.SameVotes(said, found)))
            {
                yield return $"question {q + 1}: the votes are not the decrypted rows";
            }
        }
    }

    private static IReadOnlyList<long> TotalsOf(QuestionResult question) => question switch
    {
        QuestionResult.Homomorphic(var totals) => totals,
        QuestionResult.Mixed(var totals, _) => totals,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
