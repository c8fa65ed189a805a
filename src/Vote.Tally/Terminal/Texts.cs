namespace Vote.Tally.Terminal;

/// <summary>Everything people read, in every language. The other parts of this table stand beside it, by topic.</summary>
internal static partial class Texts
{
    public static readonly Phrase Program = new(
        "選挙管理委員会と監査人のためのオフライン・コマンド。終了コード: 0 完了・検証成立、1 実行できず、2 検証不成立。",
        "The commission's and the auditors' offline command line. Exit codes: 0 done or verified, 1 could not run, 2 rejected.");

    public static readonly Phrase LanguageOption = new("メッセージの言語 (ja または en)", "Language of messages (ja or en)");

    public static readonly Phrase JsonOption = new("機械が読む形 (JSON) で出力する", "Write JSON for machines");

    public static readonly Phrase OutFolderOption = new("出力先のフォルダー", "Folder to write to");

    public static readonly Phrase OutFileOption = new("書き出すファイル (既存のファイルは上書きしない)", "File to write (never overwrites)");

    public static readonly Phrase PassphraseFileOption = new(
        "パスフレーズを 1 行目に書いたファイル (省略すると端末で尋ねる)", "File with the passphrase (asked on the terminal if absent)");

    public static readonly Phrase ProgressLine = new(
        "{0}: {1}/{2} (毎秒 {3}、残り {4})", "{0}: {1}/{2} ({3} per second, {4} left)");

    public static readonly Phrase Written = new("書き出しました: {0}", "Written: {0}");

    public static readonly Phrase AlreadyThere = new("すでにあります (変更なし): {0}", "Already there, unchanged: {0}");

    public static readonly Phrase Stopped = new("中断しました。同じコマンドで続けられます。", "Stopped. The same command continues.");

    public static readonly Phrase InputOutput = new("ファイルを読み書きできません: {0}", "Cannot read or write: {0}");

    public static readonly Phrase FileMissing = new("ファイルがありません: {0}", "No such file: {0}");

    public static readonly Phrase FileExists = new("既存のファイルは上書きしません: {0}", "Refusing to overwrite: {0}");

    public static readonly Phrase FileIsLink = new("リンクは読みません: {0}", "Refusing to follow a link: {0}");

    public static readonly Phrase FileNotRegular = new("通常のファイルではありません: {0}", "Not a regular file: {0}");

    public static readonly Phrase FileTooLarge = new("ファイルが大きすぎます (最大 {1} バイト): {0}", "File is larger than {1} bytes: {0}");

    public static readonly Phrase FileMalformed = new("形式が正しくありません: {0} ({1})", "Malformed: {0} ({1})");

    public static readonly Phrase FolderMissing = new("フォルダーがありません: {0}", "No such folder: {0}");

    public static readonly Phrase FolderIsLink = new("リンクのフォルダーは使いません: {0}", "Refusing a folder that is a link: {0}");

    public static readonly Phrase PassphraseNew = new("新しいパスフレーズ ({0} 文字以上): ", "New passphrase ({0} characters or more): ");

    public static readonly Phrase PassphraseAgain = new("もう一度: ", "Once more: ");

    public static readonly Phrase PassphraseOf = new("{0} のパスフレーズ: ", "Passphrase of {0}: ");

    public static readonly Phrase PassphraseShort = new("パスフレーズは {0} 文字以上にしてください。", "A passphrase has {0} characters or more.");

    public static readonly Phrase PassphrasesDiffer = new("2 回の入力が一致しません。", "The two passphrases differ.");

    public static readonly Phrase PassphraseMissing = new(
        "端末がないため尋ねられません。--passphrase-file を指定してください。", "No terminal to ask on: give --passphrase-file.");

    public static readonly Phrase PassphraseWrong = new(
        "パスフレーズが違うか、ファイルが壊れています: {0}", "Wrong passphrase, or a damaged file: {0}");

    public static readonly Phrase SecretOfAnotherKind = new("{0} は {1} の秘密ファイルではありません。", "{0} is not a secret file of kind {1}.");
}
