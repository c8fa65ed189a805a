using Vote.Crypto.Ballots;

namespace Vote.Tally.Record;

/// <summary>How many ballots must count before something is decrypted. spec §8.1, §4.4</summary>
/// <param name="Style">The questions.</param>
/// <param name="Group">Fewer counted ballots than this, and nothing is decrypted.</param>
public sealed record Minima(BallotStyle Style, long Group)
{
    /// <summary>Those of an election.</summary>
    public static Minima Of(Manifest manifest) => new(manifest.Election.Style, manifest.GroupMinimum);

    /// <summary>Whether the question's totals or rows are decrypted.</summary>
    public bool MayOpen(Question question, int counted) =>
        counted >= Group && (question is not MixedQuestion mixed || mixed.MayBeShuffled(counted));

    /// <summary>The mixed questions that trustees shuffle.</summary>
    public IEnumerable<MixedQuestion> ToShuffle(int counted) =>
        Style.Questions.OfType<MixedQuestion>().Where(question => MayOpen(question, counted));
}
