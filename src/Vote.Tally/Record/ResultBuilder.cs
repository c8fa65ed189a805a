using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Tally.Record;

/// <summary>Turns decrypted elements into totals and votes. spec §8.3</summary>
public sealed class ResultBuilder
{
    private readonly Minima minima;
    private readonly int counted;
    private readonly Lazy<DiscreteLog> logarithms;

    /// <param name="minima">The questions, and which may be opened.</param>
    /// <param name="counted">How many ballots count.</param>
    public ResultBuilder(Minima minima, int counted)
    {
        (this.minima, this.counted) = (minima, counted);
        logarithms = new(() => new DiscreteLog(counted));
    }

    /// <summary>One question's result from the elements its ciphertexts decrypt to; null when a total is out of its range.</summary>
    public QuestionResult? Of(Question question, IReadOnlyList<Point> elements)
    {
        var opened = minima.MayOpen(question, counted);
        return question switch
        {
            HomomorphicQuestion when !opened => new QuestionResult.Homomorphic([]),
            HomomorphicQuestion homomorphic => Totals(homomorphic, elements),
            MixedQuestion when !opened => new QuestionResult.Mixed([], []),
            MixedQuestion mixed => Votes(mixed, elements),
            _ => throw new ArgumentException("A question of an unknown mode.", nameof(question)),
        };
    }

    /// <summary>How many votes chose each option, then how many the blank.</summary>
    public static IReadOnlyList<long> Count(MixedQuestion question, IEnumerable<DecryptedVote> votes)
    {
        var totals = new long[question.OptionCount + 1];
        foreach (var vote in votes.OfType<DecryptedVote.Valid>())
        {
            foreach (var option in vote.Selection.IsBlank ? [totals.Length] : vote.Selection.Options)
            {
                totals[option - 1]++;
            }
        }

        return totals;
    }

    private QuestionResult.Homomorphic? Totals(HomomorphicQuestion question, IReadOnlyList<Point> elements)
    {
        var totals = new long[elements.Count];
        for (var i = 0; i < totals.Length; i++)
        {
            if (!TotalBounds.Of(question.Shape.Totals[i], counted).TryDecodeVartime(logarithms.Value, elements[i], out totals[i]))
            {
                return null;
            }
        }

        return new(totals);
    }

    private static QuestionResult.Mixed Votes(MixedQuestion question, IReadOnlyList<Point> elements)
    {
        DecryptedVote[] votes = [.. elements.Chunk(question.Width).Select(columns => Vote(question, columns))];
        return new(Count(question, votes), votes);
    }

    private static DecryptedVote Vote(MixedQuestion question, Point[] columns) =>
        MixedRow.TryDecodeVartime(question, columns, out var selection) ? new DecryptedVote.Valid(selection) : new DecryptedVote.Invalid(columns);
}
