using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Terminal;

namespace Vote.Tally.Ceremonies;

/// <summary>Says in the reader's language what is wrong with a ceremony and whose message shows it. spec §5</summary>
internal static class CeremonyFaults
{
    /// <summary>One sentence; the technical detail follows it in brackets, the same in every language.</summary>
    public static string In(Language language, CeremonyFault fault)
    {
        var culprits = string.Join(language == Language.Japanese ? "、" : ", ", fault.Culprits.Select(culprit => culprit.Value));
        return $"{PhraseOf(fault.Kind).In(language, culprits)} [{fault.Kind}: {fault.Detail}]";
    }

    /// <summary>Ends a command with all faults, one a line.</summary>
    public static Stop Refusal(Desk desk, IEnumerable<CeremonyFault> faults) => Stop.Rejected(
        Texts.CeremonyRefused, string.Join(Environment.NewLine, faults.Select(fault => In(desk.Language, fault))));

    /// <summary>{0} stands for the numbers of the trustees named.</summary>
    internal static Phrase PhraseOf(CeremonyFaultKind kind) => kind switch
    {
        CeremonyFaultKind.MissingTrustee => new("管理者 {0} の文書がありません。", "The message of trustee {0} is missing."),
        CeremonyFaultKind.UnexpectedTrustee => new("管理者 {0} の文書は余分か、順序が違います。", "A message of trustee {0} is one too many, or out of order."),
        CeremonyFaultKind.OwnMessageDiffers => new(
            "自分 (管理者 {0}) が出した文書が、別のものに差し替えられています。", "Your own message (trustee {0}) was replaced by another."),
        CeremonyFaultKind.BadSignature => new("管理者 {0} の文書の署名が、本人のものではありません。", "The message of trustee {0} is not signed by it."),
        CeremonyFaultKind.PolicyDiffers => new("管理者 {0} の人数の設定が、ほかと違います。", "Trustee {0} states other numbers of trustees than the rest."),
        CeremonyFaultKind.OtherCeremony => new("管理者 {0} の文書は、別の鍵生成のものです。", "The message of trustee {0} is of another ceremony."),
        CeremonyFaultKind.DuplicateKey => new("管理者 {0} の鍵が同じです。", "Trustees {0} have one key."),
        CeremonyFaultKind.WrongDegree => new("管理者 {0} の公開値の個数が違います。", "Trustee {0} revealed another number of coefficients."),
        CeremonyFaultKind.CommitmentMismatch => new(
            "管理者 {0} の公開値が、約束した値と違います。", "Trustee {0} revealed something else than it had committed to."),
        CeremonyFaultKind.ProofDoesNotHold => new(
            "管理者 {0} は、自分の鍵を知っていることを証明できていません。", "Trustee {0} does not prove that it knows its key."),
        CeremonyFaultKind.EqualConstantTerms => new("管理者 {0} の鍵の部分が同じです。", "Trustees {0} have one part of the key."),
        CeremonyFaultKind.IdentityElement => new(
            "できあがる鍵が使えない値 (単位元) になります。", "The key that would come out is the identity, which encrypts nothing."),
        CeremonyFaultKind.WrongReceivers => new("管理者 {0} の分散鍵の宛先が正しくありません。", "Trustee {0} did not send one share to each other trustee."),
        CeremonyFaultKind.BadShare => new(
            "管理者 {0} の分散鍵が合いません。受け取った人は vote-tally ceremony complain で申し立ててください。",
            "The share of trustee {0} does not fit. Whoever received it complains: vote-tally ceremony complain."),
        CeremonyFaultKind.FalseComplaint => new("管理者 {0} の申立てには根拠がありません。", "The complaint of trustee {0} is unfounded."),
        CeremonyFaultKind.WrongTranscript => new("管理者 {0} は、違う記録を承認しています。", "Trustee {0} confirmed another transcript."),
        CeremonyFaultKind.ManifestDiffers => new("選挙定義書の内容が、鍵生成の記録と違います。", "The manifest states something else than the ceremony gave."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
