namespace Vote.Tally.Terminal;

/// <content>The two commands that use a network.</content>
internal static partial class Texts
{
    public static readonly Phrase Download = new("公開された記録を、誰でもできる方法でダウンロードする", "Download a published record, as any stranger can");

    public static readonly Phrase NetworkFailed = new("相手のサーバーと通信できません: {0}", "Cannot reach the server: {0}");

    public static readonly Phrase Send = new("署名済みの記録をサーバーに渡す", "Give a signed entry to the server");

    public static readonly Phrase LogUrl = new("台帳のアドレス (例 https://vote.example/log/…)", "The log's address (for example https://vote.example/log/…)");

    public static readonly Phrase ElectionUrl = new("選挙のアドレス (例 https://vote.example/elections/…)", "The election's address (for example https://vote.example/elections/…)");

    public static readonly Phrase AddressMalformed = new("http または https のアドレスではありません: {0}", "Not an http or https address: {0}");

    public static readonly Phrase Downloaded = new("ダウンロードしました: {0} (verify で検証してください)", "Downloaded: {0} (now verify it)");

    public static readonly Phrase DownloadDamaged = new("サーバーの記録が壊れています: {0}", "The server's record is damaged: {0}");

    public static readonly Phrase Sent = new("サーバーが受け取りました: {0}", "The server has taken it: {0}");

    public static readonly Phrase SendRefused = new("サーバーが断りました ({0}): {1}", "The server refused ({0}): {1}");
}
