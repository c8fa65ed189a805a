using Vote.Tally.Record;

namespace Vote.Tally.Terminal;

/// <content>The steps of long works.</content>
internal static partial class Texts
{
    private static readonly Dictionary<string, string> JapaneseSteps = new(StringComparer.Ordinal)
    {
        [WorkSteps.Ledger] = "台帳の検証",
        [WorkSteps.Ballots] = "投票の証明の検証",
        [WorkSteps.Shuffles] = "混ぜ合わせの証明の検証",
        [WorkSteps.Shares] = "部分復号の証明の検証",
        [WorkSteps.Mixing] = "混ぜ合わせ",
        [WorkSteps.Decrypting] = "部分復号",
        [WorkSteps.Blocks] = "ブロックの確認",
    };

    /// <summary>The name of a step in every language.</summary>
    public static Phrase Step(string name) => new(JapaneseSteps.GetValueOrDefault(name, name), name);
}
