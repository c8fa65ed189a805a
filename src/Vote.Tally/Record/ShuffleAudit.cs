using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Shuffle;
using Vote.Ledger.Entries;

namespace Vote.Tally.Record;

/// <summary>What a shuffle is judged by: never by anything in its own entry. spec §7</summary>
/// <param name="Election">The election.</param>
/// <param name="Generators">Its generators; derived here, never read.</param>
/// <param name="Minima">Which questions are shuffled.</param>
/// <param name="Counted">The ballots whose rows go into the first round.</param>
public sealed record ShuffleTerms(Election Election, ElectionGenerators Generators, Minima Minima, CountedBallots Counted)
{
    /// <summary>The terms of an election's shuffles.</summary>
    public static ShuffleTerms Of(Manifest manifest, CountedBallots counted) => new(
        manifest.Election, new ElectionGenerators(manifest.Hash, manifest.ElectionKey), Minima.Of(manifest), counted);

    /// <summary>The questions that are shuffled, in order.</summary>
    public IReadOnlyList<MixedQuestion> Questions => [.. Minima.ToShuffle(Counted.Count)];

    /// <summary>What the first round of a question takes: the counted ballots' rows in slot order.</summary>
    public CiphertextRows FirstInput(MixedQuestion question) =>
        new(question.Width, [.. Counted.Rows(question).SelectMany(row => row)]);

    /// <summary>What a round proves.</summary>
    public ShuffleStatement Statement(ShufflePlace place, CiphertextRows input) =>
        new(Election.Hash, (Election.Key, Generators), place, input);
}

/// <summary>The shuffles of a question that decode.</summary>
/// <param name="Trustees">Who made each round, in order.</param>
/// <param name="Output">What the last one gave; nothing of earlier ones is kept. Null when there is none.</param>
public sealed record QuestionRounds(IReadOnlyList<int> Trustees, CiphertextRows? Output)
{
    /// <summary>How many rounds there are.</summary>
    public int Count => Trustees.Count;
}

/// <summary>All shuffles of a record, each held against the output of the one before it. spec §7, §10 (7.1, 7.2)</summary>
/// <param name="Rounds">By question, the rounds that decode.</param>
/// <param name="Misplaced">7.1: shuffles of questions that are not shuffled, rounds out of place, a trustee twice.</param>
/// <param name="Unproven">7.2: shuffles that do not decode or whose proof does not hold.</param>
public sealed record ShuffleAudit(
    IReadOnlyDictionary<int, QuestionRounds> Rounds, IReadOnlyList<string> Misplaced, IReadOnlyList<string> Unproven)
{
    /// <summary>Whether every shuffle that is there holds; there may be too few.</summary>
    public bool Holds => Misplaced.Count + Unproven.Count == 0;

    /// <summary>All that was found, by check.</summary>
    public IEnumerable<string> Findings => [.. Misplaced.Select(line => $"7.1 {line}"), .. Unproven.Select(line => $"7.2 {line}")];

    /// <summary>Verifies all shuffles of a record.</summary>
    public static ShuffleAudit Run(ShuffleTerms terms, IReadOnlyList<Entry> entries, WorkMonitor monitor)
    {
        var all = entries.Where(entry => entry.Body is Shuffle).ToLookup(entry => ((Shuffle)entry.Body).Question);
        var progress = monitor.Step(WorkSteps.Shuffles, all.Sum(question => question.Count()));
        List<string> misplaced =
            [.. all.Where(question => terms.Questions.All(known => known.Number != question.Key)).Select(question => $"question {question.Key} is not shuffled")];
        List<string> unproven = [];
        var rounds = new Dictionary<int, QuestionRounds>();
        var done = 0;
        foreach (var question in terms.Questions)
        {
            var chain = new Chain(terms, question, misplaced, unproven);
            foreach (var entry in all[question.Number])
            {
                monitor.CancellationToken.ThrowIfCancellationRequested();
                chain.Take(entry);
                progress.Report(++done);
            }

            rounds[question.Number] = chain.Rounds;
        }

        return new(rounds, misplaced, unproven);
    }

    /// <summary>What the next round of a question takes.</summary>
    public CiphertextRows NextInput(ShuffleTerms terms, MixedQuestion question) =>
        Rounds[question.Number].Output ?? terms.FirstInput(question);

    /// <summary>The questions that still need a round, given that at least t trustees must shuffle each.</summary>
    public IEnumerable<MixedQuestion> Unfinished(ShuffleTerms terms, int threshold) =>
        terms.Questions.Where(question => Rounds[question.Number].Count < threshold);

    /// <summary>By question, the ciphertexts of the last round, row by row.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<Ciphertext>> Outputs() => Rounds
        .Where(question => question.Value.Output is not null)
        .ToDictionary(question => question.Key, question => question.Value.Output!.Cells);

    private sealed class Chain(ShuffleTerms terms, MixedQuestion question, List<string> misplaced, List<string> unproven)
    {
        private readonly List<int> trustees = [];
        private CiphertextRows input = terms.FirstInput(question);

        public QuestionRounds Rounds => new(trustees, trustees.Count == 0 ? null : input);

        public void Take(Entry entry)
        {
            var body = (Shuffle)entry.Body;
            var name = $"question {body.Question}, round {body.Round}, trustee {body.Trustee}";
            if (body.Round != trustees.Count + 1 || trustees.Contains(body.Trustee))
            {
                misplaced.Add(name);
            }

            if (!ShuffledRows.TryDecode(input.Count, input.Width, body.Payload.Bytes, out var rows))
            {
                unproven.Add($"{name}: malformed");
                return;
            }

            var statement = terms.Statement(new(body.Question, body.Round, body.Trustee), input);
            if (ShuffleVerifier.Verify(statement, rows) is Verdict.Rejected(var reason, var detail))
            {
                unproven.Add($"{name}: {reason} {detail}");
            }

            trustees.Add(body.Trustee);
            input = rows.Output;
        }
    }
}
