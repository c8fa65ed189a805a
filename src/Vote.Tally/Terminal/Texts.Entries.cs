namespace Vote.Tally.Terminal;

/// <content>The officers' and trustees' entries.</content>
internal static partial class Texts
{
    public static readonly Phrase Record = new("記録のフォルダー", "The record folder");

    public static readonly Phrase ElectionOption = new("公表された選挙ハッシュ (16 進 64 桁)", "The published election hash (64 hexadecimal digits)");

    public static readonly Phrase ElectionMalformed = new("選挙ハッシュは 16 進 64 桁です: {0}", "An election hash has 64 hexadecimal digits: {0}");

    public static readonly Phrase RecordRefused = new("成立しません。\n{0}", "It does not hold.\n{0}");

    public static readonly Phrase RecordWrongPhase = new("この時点ではできません (現在: {0})。", "Not at this point (now: {0}).");

    public static readonly Phrase Propose = new("記録から案を作り、署名前のファイルに書く", "Derive the entry from the record and write it unsigned");

    public static readonly Phrase Open = new("選挙を開く", "Open the election");

    public static readonly Phrase Close = new("投票を締め切る", "Close the voting");

    public static readonly Phrase TallyInput = new(
        "開票の対象を定める (overrides-closed も必要なら先に作る)", "State what is tallied (with overrides-closed before it, where that is missing)");

    public static readonly Phrase Result = new("結果を定める", "State the result");

    public static readonly Phrase OverridesOut = new("overrides-closed の案を書くファイル", "File for the proposed overrides-closed");

    public static readonly Phrase OverridesMissing = new(
        "overrides-closed がまだないので --overrides も指定してください。", "There is no overrides-closed yet: give --overrides too.");

    public static readonly Phrase Sign = new(
        "案を自分で記録から計算し直し、同じときだけ署名を加える", "Derive the entry yourself and add your signature only when it is the same");

    public static readonly Phrase EntryFile = new("署名前または署名途中のファイル", "The entry, unsigned or partly signed");

    public static readonly Phrase EntryFiles = new("署名の済んだファイル (順に)", "Signed entries, in order");

    public static readonly Phrase EntryDiffers = new(
        "{0} の案は、この記録から計算したものと違います。署名しません。", "This {0} is not what the record gives. Not signed.");

    public static readonly Phrase EntryNotDerived = new("{0} はこのコマンドでは扱えません。", "Entries of type {0} are not made here.");

    public static readonly Phrase EntrySignedTwice = new("この鍵ではすでに署名されています。", "Signed with this key already.");

    public static readonly Phrase EntryForeignKey = new("この鍵は選挙要領の選挙管理者の鍵ではありません。", "This key is none of the manifest's officers.");

    public static readonly Phrase EntrySigned = new("署名しました ({0}/{1}): {2}", "Signed ({0} of {1}): {2}");

    public static readonly Phrase EntryProposed = new("案を書きました: {0}", "Proposed: {0}");

    public static readonly Phrase OpeningParts = new(
        "election-opened には --manifest、--ceremony、--slots が必要です。", "election-opened needs --manifest, --ceremony and --slots.");

    public static readonly Phrase RecordNeeded = new("この種類には --record と --election が必要です。", "This type needs --record and --election.");

    public static readonly Phrase Append = new(
        "署名の済んだ項目を検証して記録に加え、チェックポイントに署名する", "Verify signed entries, put them on the record, sign a new checkpoint");

    public static readonly Phrase LogKey = new("台帳の封緘された秘密鍵", "The log's sealed secret key");

    public static readonly Phrase LogKeyForeign = new("この鍵は選挙要領の台帳の鍵ではありません。", "This is not the log's key of the manifest.");

    public static readonly Phrase AppendRefused = new("加えられません: {0} {1}", "Not appended: {0} {1}");

    public static readonly Phrase AppendFirst = new("記録の最初は election-opened です。", "A record begins with election-opened.");

    public static readonly Phrase Appended = new("加えました。記録は {0} 件になりました。", "Appended. The record has {0} entries.");

    public static readonly Phrase AppendedAlready = new("すでに記録にあります: {0}", "On the record already: {0}");

    public static readonly Phrase ResultTooEarly = new("部分復号が足りないか、合計が範囲にありません ({0}/{1})。", "Too few shares, or a total out of its range ({0} of {1}).");

    public static readonly Phrase ResultCounted = new("有効な投票: {0} (部分復号: 管理者 {1})", "ballots counted: {0} (shares of trustees {1})");

    public static readonly Phrase ResultQuestion = new("設問 {0}: {1}", "question {0}: {1}");

    public static readonly Phrase ResultBlank = new("白票", "blank");

    public static readonly Phrase ResultFirst = new("第1位: {0}", "first place: {0}");

    public static readonly Phrase ResultInvalid = new("無効票", "invalid");

    public static readonly Phrase ResultClosed = new("票が少ないため開票しません。", "Too few ballots: not opened.");
}
