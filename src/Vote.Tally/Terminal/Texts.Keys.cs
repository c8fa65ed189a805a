namespace Vote.Tally.Terminal;

/// <content>Keys, slot list.</content>
internal static partial class Texts
{
    public static readonly Phrase Keys = new("署名鍵と封緘鍵", "Keys for signing and sealing");

    public static readonly Phrase KeysNew = new(
        "鍵を作る。秘密の鍵はパスフレーズで封緘し、公開の鍵は別のファイルに書く。", "Make a key: a secret file sealed under a passphrase, and a public file");

    public static readonly Phrase KeysShow = new("公開鍵ファイルの内容と指紋の言葉を表示する", "Show a public key file and the words of its fingerprint");

    public static readonly Phrase KeyRole = new(
        "役割 (officer 選挙管理者、registrar 名簿管理者、auditor 監査人、log 台帳、accept 受付、witness 立会人)", "Role: officer, registrar, auditor, log, accept or witness");

    public static readonly Phrase KeyName = new("氏名または職名", "Name of the person or office");

    public static readonly Phrase KeyFile = new("公開鍵ファイル", "Public key file");

    public static readonly Phrase SecretKeyFile = new("封緘された秘密鍵ファイル", "Sealed secret key file");

    public static readonly Phrase KeyNameWrong = new(
        "氏名は 1 文字以上 {0} 文字以下で、制御文字を含まないこと。", "A name has 1 to {0} characters, none of them a control character.");

    public static readonly Phrase KeyNotOfRole = new("{0} は {1} の鍵ではありません。", "{0} is not a key of role {1}.");

    public static readonly Phrase KeyShown = new(
        "役割: {0}\n名前: {1}\n鍵: {2}\n指紋: {3}\n言葉: {4}", "role: {0}\nname: {1}\nkey: {2}\nfingerprint: {3}\nwords: {4}");

    public static readonly Phrase KeyReadAloud = new(
        "この言葉を電話などで読み上げて、相手の画面と同じことを確かめてください。", "Read these words aloud, by telephone say, and compare them with the other screen.");
}
