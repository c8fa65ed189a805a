namespace Vote.Tally.Terminal;

/// <content>What `witness`, `monitor` and `verify-evidence` say.</content>
internal static partial class Texts
{
    public static readonly Phrase Witness = new(
        "立会人サーバー: 台帳が後から書き換えられていないことを確かめ、連署する", "A witness: cosigns a log's checkpoints that continue what it saw before");

    public static readonly Phrase WitnessKey = new("立会人の秘密鍵ファイル (keys new --role witness)", "The witness's sealed key (keys new --role witness)");

    public static readonly Phrase WitnessName = new("選挙要領にある立会人の名前 (例 witness.example/w1)", "The witness's name in the manifest (for example witness.example/w1)");

    public static readonly Phrase WitnessState = new("覚えておく状態のフォルダー (失うと二重の連署を防げない)", "Folder of what it remembers (losing it would let it cosign two histories)");

    public static readonly Phrase WitnessLog = new(
        "立ち会う台帳の検証鍵 (policy ファイルの log 行)。複数指定できる", "Verifier key of a log to follow (the log line of its policy file); may be repeated");

    public static readonly Phrase WitnessFirst = new("この台帳に初めて立ち会う (状態を新しく作る)", "This log is followed for the first time: makes its state");

    public static readonly Phrase ListenOption = new("待ち受けるアドレス (TLS は前段で終える)", "Address to listen on (TLS ends before it)");

    public static readonly Phrase WitnessLogMalformed = new("台帳の検証鍵ではありません: {0}", "Not a log's verifier key: {0}");

    public static readonly Phrase WitnessNameMalformed = new("立会人の名前に使えない文字があります: {0}", "Not a name that a witness can have: {0}");

    public static readonly Phrase WitnessStateMissing = new(
        "{0} の状態がありません。初めて立ち会うときだけ --first を付けてください。以前に立ち会ったことがあるなら、状態を失ったまま連署してはいけません。",
        "No state for {0}. Give --first only when this log is followed for the first time; a witness that has lost its state must not cosign.");

    public static readonly Phrase WitnessListens = new("立会人 {0} が待ち受けています: {1}", "Witness {0} listens on {1}");

    public static readonly Phrase WitnessFailed = new("状態を保存できないため連署しませんでした: {0}", "Nothing was cosigned, since it could not be remembered: {0}");

    public static readonly Phrase ListenMalformed = new("http://IP アドレス:ポート の形で指定してください: {0}", "Give http://IP-address:port, not {0}");

    public static readonly Phrase Monitor = new(
        "台帳を外から見張り、全記録の写しを保管する", "Follows a log from outside and keeps a full copy");

    public static readonly Phrase MonitorKeep = new("写しと証拠を保管するフォルダー", "Folder for the copy and for evidence");

    public static readonly Phrase MonitorPromises = new("投票者から預かった受付の約束 (ファイル) を置くフォルダー", "Folder of promises that voters handed over");

    public static readonly Phrase MonitorOnce = new("1 回だけ調べて終わる", "Look once and end");

    public static readonly Phrase MonitorInterval = new("調べる間隔 (秒)", "Seconds between two looks");

    public static readonly Phrase MonitorHolds = new("異常はありません: {0} 件を保管しています。", "All is well: {0} entries are kept.");

    public static readonly Phrase MonitorNoPromise = new("約束として読めないファイルは無視しました: {0}", "Ignored, not a promise: {0}");

    public static readonly Phrase VerifyPromises = new(
        "投票者から預かった受付の約束・受領書 (ファイル) を置くフォルダー。1 件ずつ記録と照合する", "Folder of promises and receipts that voters handed over: each is held against the record");

    public static readonly Phrase PromiseEvidence = new("破られた約束の証拠を書き出すフォルダー", "Folder for proofs of broken promises");

    public static readonly Phrase PromiseKept = new("✓ 約束は守られています: {0} (台帳の {1} 番)", "✓ kept: {0} (entry {1} of the log)");

    public static readonly Phrase PromiseBroken = new("✗ 約束は破られました: {0} (証拠成立: {1})", "✗ BROKEN: {0} (proven: {1})");

    public static readonly Phrase PromiseMissing = new(
        "✗ 約束された記録が台帳にありません: {0} ({1})", "✗ not on the record: {0} ({1})");

    public static readonly Phrase PromiseForeign = new("– この選挙の約束ではありません: {0} ({1})", "– no promise of this election: {0} ({1})");

    public static readonly Phrase PromiseNotReached = new("✗ 記録が読めないため確かめられません: {0}", "✗ not reached, since the record cannot be read: {0}");

    public static readonly Phrase PromiseCount = new(
        "約束: 守られた {0} 件、破られた {1} 件、台帳にない {2} 件、この選挙の約束でないもの {3} 件",
        "Promises: {0} kept, {1} broken, {2} not on the record, {3} not of this election");

    public static readonly Phrase AlarmFork = new(
        "二重の台帳: 同じ台帳の鍵で署名された、両立しない 2 つの状態があります。証拠: {0}",
        "Two histories: the log signed two states that contradict one another. Evidence: {0}");

    public static readonly Phrase AlarmPromise = new(
        "破られた約束: 受け付けたと署名された記録が、期限を過ぎた台帳にありません。証拠: {0}",
        "Broken promise: a record that was promised is not in a later log. Evidence: {0}");

    public static readonly Phrase AlarmRolledBack = new(
        "台帳が短くなっています: {0} 件あったものが {1} 件です。写しと両方の署名済み状態は保管しています。",
        "The log has become shorter: {0} entries before, {1} now. The copy and both signed checkpoints are kept.");

    public static readonly Phrase AlarmNoCheckpoint = new("署名された状態が読めません: {0}", "No signed state can be read: {0}");

    public static readonly Phrase AlarmDamaged = new("記録がそろわないか、署名された状態と合いません: {0}", "Entries are missing or not what was signed: {0}");

    public static readonly Phrase AlarmOverdue = new(
        "期限を過ぎても台帳にない約束があります (この時計による): {0}", "Promised but not in the log after its time (by this clock): {0}");

    public static readonly Phrase VerifyEvidence = new(
        "台帳の不正を示す証拠ファイルを、ネットワークなしで判定する", "Judges a file of evidence against a log, without a network");

    public static readonly Phrase EvidenceFile = new("証拠ファイル", "File of evidence");

    public static readonly Phrase EvidenceManifest = new("選挙要領のファイル", "The manifest");

    public static readonly Phrase EvidenceRecord = new("選挙の記録フォルダー (--manifest の代わり)", "A record folder, instead of --manifest");

    public static readonly Phrase EvidenceKeysMissing = new(
        "鍵のもとになる --manifest か --record のどちらか一方を指定してください。", "Give either --manifest or --record: the keys come from it.");

    public static readonly Phrase ManifestForeign = new("選挙ハッシュ {0} の選挙要領ではありません: {1}", "Not the manifest of election {0}: {1}");

    public static readonly Phrase EvidenceForkHolds = new(
        "証拠成立: この台帳の鍵は、両立しない 2 つの状態 ({0} 件と {1} 件) に署名しました。",
        "Proven: the log's key signed two states ({0} and {1} entries) that contradict one another.");

    public static readonly Phrase EvidencePromiseHolds = new(
        "証拠成立: 受付の鍵は記録 {0} を {1} までに載せると約束しましたが、その後の台帳 ({2} 件) にありません。",
        "Proven: the ballot box promised entry {0} by {1}, and the later log of {2} entries does not have it.");

    public static readonly Phrase EvidenceRejected = new("証拠不成立: {0}", "Proves nothing: {0}");
}
