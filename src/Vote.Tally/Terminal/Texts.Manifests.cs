namespace Vote.Tally.Terminal;

/// <content>The manifest.</content>
internal static partial class Texts
{
    public static readonly Phrase Manifest = new("選挙要領", "The election's manifest");

    public static readonly Phrase ManifestNew = new("YAML の原稿と公開ファイルから選挙要領を作る", "Make the manifest from its YAML source and the public files");

    public static readonly Phrase ManifestCheck = new("選挙要領の規則違反・大きさ・匿名性・選挙ハッシュを示す", "Show broken rules, sizes, anonymity and the election hash");

    public static readonly Phrase ManifestSource = new("原稿 (YAML)", "Source (YAML)");

    public static readonly Phrase ManifestKeys = new("公開鍵ファイルのフォルダー (繰り返し可)", "Folder with public key files (may be repeated)");

    public static readonly Phrase ManifestCeremony = new("鍵生成の記録", "The ceremony's record");

    public static readonly Phrase ManifestSlots = new("枠一覧 (slots.json)", "The slot list (slots.json)");

    public static readonly Phrase ManifestAuthority = new("信頼する認証局の証明書 (PEM か DER、繰り返し可)", "Certificate of a pinned authority (PEM or DER; may be repeated)");

    public static readonly Phrase ManifestFile = new("選挙要領", "The manifest");

    public static readonly Phrase ManifestWrong = new("選挙要領に {0} 件の誤りがあります。", "The manifest breaks {0} rules.");

    public static readonly Phrase ManifestProblem = new("{0}: {1} ({2})", "{0}: {1} ({2})");

    public static readonly Phrase ManifestQuestion = new(
        "設問 {0}「{1}」: {2}、選択肢 {3}、暗号文 {4}、{5} バイト、選び方 {6} 通り",
        "question {0} \"{1}\": {2}, {3} options, {4} ciphertexts, {5} bytes, {6} patterns");

    public static readonly Phrase ManifestHomomorphic = new("暗号のまま合計", "homomorphic");

    public static readonly Phrase ManifestMixed = new("混ぜて 1 票ずつ開く", "mixed");

    public static readonly Phrase ManifestBallot = new("投票 1 件: {0} バイト (base64url で {1} 文字)", "a ballot: {0} bytes ({1} characters of base64url)");

    public static readonly Phrase ManifestBlob = new("投票は記録の中でなく別ファイルに置かれます。", "Ballots are stored as blobs beside the log.");

    public static readonly Phrase ManifestAnonymity = new(
        "警告: 設問 {0} の選び方は {1} 通りで、有権者 {2} 人に対して多すぎます。珍しい選び方は署名の代わりになり、投票の売買や強要に使えます。",
        "Warning: question {0} has {1} patterns for {2} voters. A rare pattern is a signature: it can prove a vote to a buyer or a coercer.");

    public static readonly Phrase ManifestNeverMixed = new(
        "警告: 設問 {0} は、全員が投票しても下限 ({1} 票) に届かず、開票されません。",
        "Warning: question {0} will stay closed: even if everybody votes, its minimum of {1} ballots is not reached.");

    public static readonly Phrase ManifestNoWitness = new("注意: 立会いサーバーがありません (定足数 0)。", "Note: there are no witnesses (quorum 0).");

    public static readonly Phrase ManifestLanguages = new("注意: 次の言語の文がそろっていません: {0}", "Note: not every text is there in: {0}");

    public static readonly Phrase ManifestHash = new("選挙ハッシュ: {0}\n言葉: {1}", "election hash: {0}\nwords: {1}");
}
