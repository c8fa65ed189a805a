using System.Security.Cryptography;
using Vote.Crypto.Ballots;

namespace Vote.Electorate.Synthetic;

/// <summary>How big an invented election is.</summary>
/// <param name="Voters">Voters, one slot each.</param>
/// <param name="Options">Options of its one question, of which one to five are approved.</param>
/// <param name="Mode">homomorphic or mixed.</param>
internal sealed record SyntheticElection(int Voters, int Options, string Mode)
{
    public const string Homomorphic = "homomorphic";
    public const string Mixed = "mixed";

    /// <summary>Every so many voters one votes a second time, long after the first.</summary>
    public const int SecondThoughts = 50;

    private const int Maximum = 5;

    /// <summary>The question.</summary>
    public Question Question()
    {
        var declaration = new QuestionDeclaration(
            1,
            LocalizedText.InJapanese("選んでください"),
            new ChoiceRule.Approval(1, Math.Min(Maximum, Options)),
            [.. Enumerable.Range(1, Options).Select(option => new Option(LocalizedText.InJapanese($"選択肢 {option}"), 0))]);
        return Mode == Mixed ? new MixedQuestion(declaration, 0) : new HomomorphicQuestion(declaration);
    }

    /// <summary>What a voter chooses: one to five options, low numbers more often.</summary>
    public int[] Choose()
    {
        var chosen = new SortedSet<int>();
        for (var wanted = RandomNumberGenerator.GetInt32(1, Math.Min(Maximum, Options) + 1); chosen.Count < wanted;)
        {
            chosen.Add(1 + Math.Min(RandomNumberGenerator.GetInt32(Options), RandomNumberGenerator.GetInt32(Options)));
        }

        return [.. chosen];
    }
}
