using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Threshold;

namespace Vote.Tally.Record;

/// <summary>
/// Everything that trustees decrypt, and nothing else: encrypted totals and the output rows of the last shuffles, questions in
/// order. It is made from the tally input and the shuffles alone, so no ballot of the box can get into it. spec §8.2
/// </summary>
public sealed class CiphertextsToOpen
{
    private readonly Minima minima;
    private readonly IReadOnlyList<IReadOnlyList<Ciphertext>> questions;

    private CiphertextsToOpen(Minima minima, IReadOnlyList<IReadOnlyList<Ciphertext>> questions)
    {
        (this.minima, this.questions) = (minima, questions);
        Input = new DecryptionInput(questions.SelectMany(question => question));
    }

    /// <summary>All of them joined.</summary>
    public DecryptionInput Input { get; }

    /// <summary>Gathers them.</summary>
    /// <param name="minima">Which questions may be opened at all.</param>
    /// <param name="input">The tally input of the record.</param>
    /// <param name="outputs">For each mixed question that is shuffled, its number and the ciphertexts of its last round, row by row.</param>
    /// <exception cref="ArgumentException">A question that may be opened has no shuffle.</exception>
    public static CiphertextsToOpen Gather(
        Minima minima, TallyInputContent input, IReadOnlyDictionary<int, IReadOnlyList<Ciphertext>> outputs) =>
        new(minima, [.. minima.Style.Questions.Zip(input.Questions, (question, part) =>
            minima.MayOpen(question, input.Counted) ? Of(question, part, outputs) : [])]);

    /// <summary>Splits what all of them decrypt to by question and reads totals and votes; null when a total is out of its range.</summary>
    /// <param name="counted">How many ballots count.</param>
    /// <param name="elements">One element for each ciphertext of <see cref="Input"/>.</param>
    public IReadOnlyList<QuestionResult>? Read(int counted, IReadOnlyList<Point> elements)
    {
        var builder = new ResultBuilder(minima, counted);
        var results = new QuestionResult[questions.Count];
        var start = 0;
        for (var q = 0; q < results.Length; q++)
        {
            var own = elements.Skip(start).Take(questions[q].Count).ToArray();
            start += own.Length;
            if (builder.Of(minima.Style.Questions[q], own) is not { } result)
            {
                return null;
            }

            results[q] = result;
        }

        return results;
    }

    private static IReadOnlyList<Ciphertext> Of(
        Question question, QuestionInput part, IReadOnlyDictionary<int, IReadOnlyList<Ciphertext>> outputs) => part switch
    {
        QuestionInput.Sums(var totals) => totals,
        _ when outputs.TryGetValue(question.Number, out var rows) => rows,
        _ => throw new ArgumentException($"Question {question.Number} has not been shuffled.", nameof(outputs)),
    };
}
