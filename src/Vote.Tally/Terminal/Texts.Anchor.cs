namespace Vote.Tally.Terminal;

/// <content>The anchor. spec/ledger.md §11</content>
internal static partial class Texts
{
    public static readonly Phrase Anchor = new("チェックポイントを Ethereum に刻む仕組み（アンカー）", "The anchor of checkpoints to Ethereum");

    public static readonly Phrase AnchorCheck = new(
        "記録がアンカーと一致するか、ノードに尋ねる (0 一致、1 尋ねられないか未確定、2 不一致または無し)",
        "Ask a node whether the record's anchor stands (0 it does, 1 could not ask or not final yet, 2 it does not)");

    public static readonly Phrase AnchorPropose = new(
        "アンカーの宣言 (anchor-declared) の案を、自分のノードに尋ねて書く", "Write a declaration of the anchor, with what your own node says");

    public static readonly Phrase AnchorDeploy = new("コントラクトをチェーンに置く（一度だけ。手数料がかかる）", "Put the contract on a chain (once; it costs gas)");

    public static readonly Phrase AnchorRpc = new(
        "Ethereum ノードの JSON-RPC のアドレス。自分で動かすノードが望ましい", "JSON-RPC address of an Ethereum node, best one of your own");

    public static readonly Phrase AnchorContractOption = new("コントラクトのアドレス (0x…)", "Address of the contract (0x…)");

    public static readonly Phrase AnchorSenderOption = new("送信するアカウント (0x…)。鍵はノードか外部の署名装置にある", "The sending account (0x…), whose key the node or an external signer has");

    public static readonly Phrase AnchorRequiredOption = new("アンカーのない記録を認めない", "The record is accepted only with its anchor");

    public static readonly Phrase AnchorContractFile = new(
        "コンパイル済みのコントラクト (tools/contracts/TsukubaAnchor.json)", "The compiled contract (tools/contracts/TsukubaAnchor.json)");

    public static readonly Phrase AddressOfAccount = new("アドレスは 0x と 16 進 40 桁です: {0}", "An address is 0x and 40 hexadecimal digits: {0}");

    public static readonly Phrase AnchorNone = new("アンカー: 宣言なし", "anchor: none declared");

    public static readonly Phrase AnchorNotAsked = new(
        "アンカー: 未照会 (参考。チェーン {0}、コントラクト {1})。anchor check で照会できます。",
        "anchor: not asked (informative; chain {0}, contract {1}). `anchor check` asks.");

    public static readonly Phrase AnchorRequiredNotAsked = new(
        "アンカー: 必須、未照会 (チェーン {0}、コントラクト {1})。anchor check が成立するまで、この記録は検証済みではありません。",
        "anchor: required, not asked (chain {0}, contract {1}). Until `anchor check` holds, this record is not verified.");

    public static readonly Phrase AnchorDeclaration = new(
        "チェーン {0}、コントラクト {1}、送信アカウント {2}、ブロック {3} から、必須: {4}",
        "chain {0}, contract {1}, sender {2}, from block {3}, required: {4}");

    public static readonly Phrase AnchorAsking = new("ノードに尋ねています: {0}", "Asking the node: {0}");

    public static readonly Phrase AnchorHolds = new(
        "アンカー: 一致。大きさ {0} (記録は {1}) のルートが、ブロック {2} ({3}) にあります。アンカーは {4} 個、確定ブロック {5} で照会。",
        "anchor: holds. The root at size {0} of {1} stands in block {2} of {3}. Anchors: {4}; asked at final block {5}.");

    public static readonly Phrase AnchorProves = new(
        "示すこと: このノードの見方で、その時までにこのルートの台帳が存在したこと。示さないこと: 台帳に漏れがないこと、別の台帳がないこと。",
        "It shows, in this node's view, that a log with this root existed no later than that. It does not show that the log is complete, nor that there is no other.");

    public static readonly Phrase AnchorNotFinal = new(
        "アンカー: 未確定。大きさ {0} のアンカーは、まだ取り消されうるブロックにあります (確定ブロック {1})。15 分ほど後にもう一度。",
        "anchor: not final yet. Size {0} is anchored in a block that the chain may still take back (final block {1}). Ask again in about 15 minutes.");

    public static readonly Phrase AnchorAbsent = new("アンカー: 無し (確定ブロック {0} で照会)。", "anchor: absent (asked at final block {0}).");

    public static readonly Phrase AnchorAbsentForClose = new(
        "アンカー: 投票締切を含むものが無し。最後のアンカーは大きさ {0} (確定ブロック {1} で照会)。",
        "anchor: none that covers the close of voting; the last one is of size {0} (asked at final block {1}).");

    public static readonly Phrase AnchorContradicts = new("アンカー: 矛盾 ({0}): {1}", "anchor: contradicts ({0}): {1}");

    public static readonly Phrase AnchorUndeclared = new(
        "この記録にはアンカーの宣言がありません。尋ねることがありません。", "This record declares no anchor: there is nothing to ask.");

    public static readonly Phrase AnchorNeeded = new(
        "この記録はアンカーが必須です。--rpc でノードを指定してください。", "This record requires its anchor: give a node with --rpc.");

    public static readonly Phrase AnchorRpcNeeded = new(
        "anchor-declared に署名するには --rpc で自分のノードを指定してください。", "To sign an anchor-declared, give a node of your own with --rpc.");

    public static readonly Phrase AnchorForeignCode = new(
        "{0} にあるコードは tools/contracts のコントラクトではありません (SHA-256 {1})。", "The code at {0} is not the contract of tools/contracts (SHA-256 {1}).");

    public static readonly Phrase AnchorForeignChain = new(
        "自分のノードはチェーン {0} ですが、案はチェーン {1} です。署名しません。", "Your own node serves chain {0}, the proposal names {1}. Not signed.");

    public static readonly Phrase AnchorDeploying = new(
        "取引 {0} を送りました。ブロックに入るのを待っています (止めても取引は残ります)。", "Sent transaction {0}; waiting for its block (stopping does not take it back).");

    public static readonly Phrase AnchorDeployFailed = new("取引 {0} は失敗しました。", "Transaction {0} failed.");

    public static readonly Phrase AnchorSendRefused = new("ノードが取引を受け取りません: {0}", "The node does not take the transaction: {0}");
}
