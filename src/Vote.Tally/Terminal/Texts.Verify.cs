namespace Vote.Tally.Terminal;

/// <content>What `verify` says.</content>
internal static partial class Texts
{
    public static readonly Phrase Verify = new(
        "選挙の記録全体を、公表された選挙ハッシュだけを頼りに検証する", "Verify a whole election against nothing but the published election hash");

    public static readonly Phrase VerifyAccepted = new("検証成立: すべての検査に合格しました。", "Verified: every check holds.");

    public static readonly Phrase VerifyRejected = new(
        "検証不成立: ✗ の項目が成り立ちません。この記録を選挙の結果として認めることはできません。",
        "Rejected: what is marked ✗ does not hold. This record cannot be accepted as the election's.");

    public static readonly Phrase VerifyNotCompared = new(
        "選挙: 照合していません。官報等で公表された選挙ハッシュを --election で指定してください (指定がない限り検証は成立しません)。",
        "election: not compared. Give the officially published election hash with --election; without it nothing is verified.");

    public static readonly Phrase VerifyNotAnchored = new(
        "ここまでの検査はすべて成立しましたが、必須のアンカーを照会していません。anchor check も成立してはじめて検証済みです。",
        "Everything that was looked at holds, but the required anchor was not asked about: the record is verified only once `anchor check` holds too.");

    public static readonly Phrase VerifyNotReached = new("検査できず: {0}", "not reached: {0}");
}
