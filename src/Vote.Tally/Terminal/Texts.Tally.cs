namespace Vote.Tally.Terminal;

/// <content>Mixing and decrypting.</content>
internal static partial class Texts
{
    public static readonly Phrase Mix = new(
        "全記録を検証してから、次に必要な設問の票を混ぜる", "Verify the whole record, then shuffle the next question that needs it");

    public static readonly Phrase MixRound = new("設問 {0}、{1} 回目、{2} 票を混ぜます。", "Shuffling question {0}, round {1}, {2} rows.");

    public static readonly Phrase MixNothing = new("混ぜる必要のある設問は残っていません。", "No question needs another shuffle.");

    public static readonly Phrase MixedAlready = new(
        "設問 {0} はすでに混ぜました。次は別の管理者です。", "You have shuffled question {0} already. It is another trustee's turn.");

    public static readonly Phrase MixedOtherwise = new(
        "この設問は、別の入力についてすでに混ぜています ({0})。二度は混ぜません。", "This question was shuffled for another input already ({0}). Never twice.");

    public static readonly Phrase Decrypt = new(
        "全記録を検証してから、合計と混ぜ終えた票の部分復号を 1 回だけ作る", "Verify the whole record, then make your one share of totals and shuffled votes");

    public static readonly Phrase DecryptCount = new("{0} 個の暗号文を部分復号します。", "Decrypting your share of {0} ciphertexts.");

    public static readonly Phrase DecryptTooEarly = new("必要な混ぜ合わせがまだ終わっていません。", "The shuffles are not complete yet.");

    public static readonly Phrase DecryptNothing = new(
        "票が少ないため復号するものはありません。", "There is nothing to decrypt: too few ballots.");

    public static readonly Phrase DecryptedOtherwise = new(
        "このフォルダーは別の開票のための部分復号をすでに作っています ({0})。二度は作りません。",
        "This folder made its share for another tally already ({0}). Never twice.");

    public static readonly Phrase TrusteeNotReady = new("鍵生成が終わっていません: {0}", "The ceremony is not finished here: {0}");

    public static readonly Phrase TrusteeOfAnotherElection = new(
        "この選挙の鍵は、このフォルダーの鍵生成で作られたものではありません。", "This election's key was not made in this folder's ceremony.");
}
