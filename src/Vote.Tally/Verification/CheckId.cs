namespace Vote.Tally.Verification;

/// <summary>The number of a check and what it says, in the words of the specification. spec §10</summary>
public sealed record CheckId(string Number, string English, string Japanese)
{
    public static readonly CheckId Folder = new("1.1", "the folder has exactly the files it should, each well formed", "記録フォルダーの構成と形式が正しい");
    public static readonly CheckId CheckpointSignature = new("1.2", "the checkpoint is signed by the log key of the manifest", "チェックポイントに台帳の鍵の署名がある");
    public static readonly CheckId Root = new("1.3", "the root recomputed from the entries is the checkpoint's", "全記録から再計算したルートがチェックポイントと一致する");
    public static readonly CheckId Chain = new("1.4", "voting-closed names size, root and chain head of the log before it", "投票締切の記録が直前の件数・ルート・連鎖の先頭を正しく示す");
    public static readonly CheckId Quorum = new("1.5", "the checkpoint has the quorum of cosignatures", "チェックポイントに必要数の立会い署名がある");
    public static readonly CheckId Blobs = new("1.6", "every blob is there, with its length and hash, and no other", "別ファイルの内容がすべてそろい、ハッシュが一致する");
    public static readonly CheckId EntryForm = new("2.1", "every entry is canonical, of a known type, with exactly its fields", "すべての記録が正規の形式である");
    public static readonly CheckId EntryElection = new("2.2", "every entry names the election", "すべての記録がこの選挙のものである");
    public static readonly CheckId EntryAuthors = new("2.3", "every entry is signed by exactly the authors its type demands", "すべての記録に定められた作成者の署名がある");
    public static readonly CheckId EntryOrder = new("2.4", "the entries stand in an allowed order", "記録の順序が正しい");
    public static readonly CheckId ElectionHash = new("3.1", "the manifest's hash is the given election hash", "選挙要領のハッシュが公表された選挙ハッシュと一致する");
    public static readonly CheckId Manifest = new("3.2", "the manifest is well formed", "選挙要領の形式が正しい");
    public static readonly CheckId Generators = new("3.3", "the generators are distinct", "生成元がすべて異なる");
    public static readonly CheckId CeremonyMessages = new("3.4", "ceremony: messages complete, signed, of one ceremony; commitments open", "鍵生成：全員の署名付き文書がそろい、事前の約束と一致する");
    public static readonly CheckId CeremonyProofs = new("3.5", "ceremony: proofs of knowledge hold", "鍵生成：知識の証明が正しい");
    public static readonly CheckId CeremonyKeys = new("3.6", "ceremony: election key, verification keys and hashes are the manifest's; all confirmed", "鍵生成：選挙の公開鍵が正しく、全員が確認している");
    public static readonly CheckId SlotList = new("4.1", "the slot list has the manifest's count and hash", "投票枠の一覧が選挙要領と一致する");
    public static readonly CheckId Enrolments = new("4.2", "enrolments: slots exist, generations follow, credentials are new", "登録：投票枠・世代・鍵が正しい");
    public static readonly CheckId BallotChain = new("5.1", "ballots: credential live, sequence and previous hash follow", "投票：有効な鍵で、順番どおりに続いている");
    public static readonly CheckId BallotForm = new("5.2", "ballots: payloads decode", "投票：内容の形式が正しい");
    public static readonly CheckId BallotUnique = new("5.3", "ballots: no first ciphertext and no tracker twice", "投票：同じ暗号文・同じ追跡番号がない");
    public static readonly CheckId BallotProofs = new("5.4", "ballots: every proof holds", "投票：すべての証明が正しい");
    public static readonly CheckId Challenges = new("5.5", "challenges: no tracker is challenged twice, and none is a ballot's", "ためしに開いた票：同じ追跡番号が二度なく、投票された票のものでもない");
    public static readonly CheckId CountedSet = new("6.1", "the tally input names the counted ballots", "集計対象の票が正しい");
    public static readonly CheckId CountedSums = new("6.2", "the tally input's sums and row hashes are those of the counted ballots", "集計対象の暗号文の合計・一覧が正しい");
    public static readonly CheckId ShuffleRounds = new("7.1", "shuffles: rounds complete, enough different trustees, minima respected", "混ぜ合わせ：回数と担当者が正しい");
    public static readonly CheckId ShuffleProofs = new("7.2", "shuffles: every proof holds", "混ぜ合わせ：すべての証明が正しい");
    public static readonly CheckId ShareForm = new("8.1", "shares: well formed, each trustee once, at least t", "復号：部分復号の形式と人数が正しい");
    public static readonly CheckId ShareProofs = new("8.2", "shares: every proof holds", "復号：すべての証明が正しい");
    public static readonly CheckId ResultShares = new("9.1", "the result names the lowest t trustees with valid shares", "結果：使われた部分復号が正しい");
    public static readonly CheckId ResultTotals = new("9.2", "totals are the decryptions", "結果：得票数が復号の結果と一致する");
    public static readonly CheckId ResultVotes = new("9.3", "votes are the decryptions", "結果：開票された票が復号の結果と一致する");

    /// <summary>All of them, in the order in which they run.</summary>
    public static IReadOnlyList<CheckId> All { get; } =
    [
        Folder, CheckpointSignature, Root, Chain, Quorum, Blobs,
        EntryForm, EntryElection, EntryAuthors, EntryOrder,
        ElectionHash, Manifest, Generators, CeremonyMessages, CeremonyProofs, CeremonyKeys,
        SlotList, Enrolments,
        BallotChain, BallotForm, BallotUnique, BallotProofs, Challenges,
        CountedSet, CountedSums,
        ShuffleRounds, ShuffleProofs,
        ShareForm, ShareProofs,
        ResultShares, ResultTotals, ResultVotes,
    ];
}
