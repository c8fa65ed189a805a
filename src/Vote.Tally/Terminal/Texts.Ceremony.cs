namespace Vote.Tally.Terminal;

/// <content>The trustees' key ceremony.</content>
internal static partial class Texts
{
    public static readonly Phrase Ceremony = new("選挙の鍵を管理者が共同で作る", "The trustees make the election key together");

    public static readonly Phrase CeremonyInit = new("参加の用意をし、自分の鍵を公表する", "Take a seat and publish your keys");

    public static readonly Phrase CeremonyCommit = new("全員の鍵がそろったら、約束の値を公表する", "When all keys are in: publish a commitment");

    public static readonly Phrase CeremonyReveal = new("全員の約束がそろったら、公開値を公表する", "When all commitments are in: reveal");

    public static readonly Phrase CeremonyShare = new("全員の公開値がそろったら、分散鍵を各人に封緘して送る", "When all reveals are in: send each other trustee a sealed share");

    public static readonly Phrase CeremonyConfirm = new("受け取った分散鍵を確かめ、全記録を承認する", "Check the shares received and confirm the whole exchange");

    public static readonly Phrase CeremonyFinish = new("全員の文書から鍵生成の記録を作る (誰でもできる)", "Assemble the ceremony's record from all messages (anyone can)");

    public static readonly Phrase CeremonyComplain = new(
        "受け取った分散鍵が合わないとき、証拠をそろえて申し立てる (この鍵生成は無効になる)",
        "When a share sent to you does not fit: complain with the evidence; this ceremony is then void");

    public static readonly Phrase CeremonyJudge = new(
        "申立てを確かめ、だれが偽ったかを示す (誰でもできる)", "Check a complaint and say who lied (anyone can)");

    public static readonly Phrase CeremonyVoid = new(
        "管理者 {0} の申立てがあるため、この鍵生成は無効です。vote-tally ceremony judge で確かめ、全員が新しいフォルダーで最初からやり直してください ({1})。",
        "Trustee {0} has complained, so this ceremony is void. Look at it with vote-tally ceremony judge; then everybody starts anew in fresh folders ({1}).");

    public static readonly Phrase CeremonyComplained = new(
        "申立てを済ませたため、この鍵生成は続けられません ({0})。新しいフォルダーで最初からやり直してください。",
        "You have complained, so this ceremony cannot go on ({0}). Start anew in a fresh folder.");

    public static readonly Phrase CeremonyNoComplaint = new("申立てはありません: {0}", "No complaint in {0}");

    public static readonly Phrase CeremonyAnew = new(
        "この鍵生成は無効です。全員が新しいフォルダーで、新しい鍵で最初からやり直してください。",
        "This ceremony is void. Everybody starts anew in fresh folders, with fresh keys.");

    public static readonly Phrase TrusteeFolder = new("自分だけのフォルダー (秘密はパスフレーズで封緘)", "Your own folder; secrets in it are sealed");

    public static readonly Phrase InFolder = new("全員の文書を読むフォルダー", "Folder with everybody's messages");

    public static readonly Phrase OutFolder = new("自分の文書を書くフォルダー", "Folder to put your message into");

    public static readonly Phrase TrusteeNumber = new("自分の番号 (1 から)", "Your number, from 1");

    public static readonly Phrase TrusteeCount = new("管理者の人数", "Number of trustees");

    public static readonly Phrase TrusteeThreshold = new("開票に必要な人数", "How many are needed to decrypt");

    public static readonly Phrase TrusteeSeatWrong = new(
        "番号は 1 から人数まで、必要な人数は 2 から人数まで、人数は {0} 以下にしてください。", "Needs 1 ≤ number ≤ trustees ≤ {0} and 2 ≤ threshold ≤ trustees.");

    public static readonly Phrase CeremonyStarted = new("このフォルダーではすでに始まっています: {0}", "This folder has begun already: {0}");

    public static readonly Phrase CeremonyWaiting = new("{0} の文書を待っています。管理者 {1} ({2})", "Waiting for {0} of trustee {1} in {2}");

    public static readonly Phrase CeremonyMalformed = new("管理者 {0} の文書が正しい形式ではありません: {1}", "The message of trustee {0} is malformed: {1}");

    public static readonly Phrase CeremonyStateBroken = new("状態のファイルが正しくありません: {0}", "The state file does not hold: {0}");

    public static readonly Phrase CeremonyStepPast = new("この段階はすでに終わっています (現在: {0})。", "This step is past (now: {0}).");

    public static readonly Phrase CeremonyStepEarly = new("前の段階が終わっていません (現在: {0})。", "An earlier step comes first (now: {0}).");

    public static readonly Phrase CeremonyRefused = new("鍵生成を続けられません。\n{0}", "The ceremony cannot go on.\n{0}");

    public static readonly Phrase CeremonySent = new("自分の文書: {0}", "Your message: {0}");

    public static readonly Phrase CeremonyOwnWords = new("自分の指紋の言葉: {0}", "Words of your own fingerprint: {0}");

    public static readonly Phrase CeremonyTrusteeWords = new("管理者 {0} {1} の指紋の言葉: {2}", "Words of trustee {0}, {1}: {2}");

    public static readonly Phrase CeremonyWords = new("鍵生成の言葉 (全員で読み合わせる): {0}", "Words of the ceremony, to be compared by all aloud: {0}");

    public static readonly Phrase CeremonyTranscriptWords = new("記録の言葉 (全員で読み合わせる): {0}", "Words of the transcript, to be compared by all aloud: {0}");

    public static readonly Phrase CeremonyDone = new("鍵生成が完了しました ({0})。", "The ceremony is complete ({0}).");
}
