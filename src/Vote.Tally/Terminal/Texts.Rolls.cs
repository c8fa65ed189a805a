namespace Vote.Tally.Terminal;

/// <content>The roll and the slot list.</content>
internal static partial class Texts
{
    public static readonly Phrase Roll = new("名簿と投票枠", "Roll and slot list");

    public static readonly Phrase RollNew = new(
        "名簿から投票枠を作る。slots.json だけが公開でき、ほかは名簿管理者のフォルダーから出してはならない。",
        "Make the slots of a roll. Only slots.json is public; nothing else may leave the registrar's folder.");

    public static readonly Phrase RollCheck = new("フォルダーの名簿・枠・鍵が互いに合うか確かめる", "Check that roll, slots and key of a folder belong together");

    public static readonly Phrase RollRows = new("名簿 (.csv または正規形の .json)", "The roll (.csv, or canonical .json)");

    public static readonly Phrase RollFolder = new("名簿管理者のフォルダー", "The registrar's folder");

    public static readonly Phrase RollShown = new("枠の数: {0}\n枠一覧のハッシュ: {1}\n言葉: {2}", "slots: {0}\nhash of the slot list: {1}\nwords: {2}");

    public static readonly Phrase RollDiffers = new("名簿・枠・鍵が互いに合いません: {0}", "Roll, slots and key do not belong together: {0}");
}
