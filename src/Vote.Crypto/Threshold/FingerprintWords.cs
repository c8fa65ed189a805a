using Vote.Canonical;

namespace Vote.Crypto.Threshold;

/// <summary>
/// A digest as sixteen words that people read to each other, so that they know they see the same digest. spec §5
/// </summary>
/// <remarks>
/// <para>One word is one byte: a first syllable for its upper half, a second one for its lower half. The syllables are those of Japanese,
/// so a Japanese and an English speaker both can say and write them, with kana beside the letters; two of them never differ only by what one
/// of the two languages does not distinguish (l and r, h and f, z and j).</para>
/// <para>Sixteen words show the digest's first 128 bits. Eight would not do: who passes messages between trustees chooses nonces for both
/// sides and needs two sets of identities with equal words, which for 64 bits takes 2³² hashes, minutes; for 128 bits it takes 2⁶⁴.</para>
/// </remarks>
public static class FingerprintWords
{
    /// <summary>Words of one fingerprint.</summary>
    public const int Count = 16;

    private static readonly string[] First =
        ["ka", "ki", "ko", "sa", "so", "ta", "to", "na", "no", "ha", "hi", "ma", "mi", "mo", "ya", "yu"];

    private static readonly string[] Second =
        ["ba", "bo", "da", "de", "do", "ga", "gi", "go", "ra", "ri", "ru", "re", "wa", "za", "ze", "zo"];

    private static readonly Dictionary<string, string> KanaOf = new(StringComparer.Ordinal)
    {
        ["ka"] = "か", ["ki"] = "き", ["ko"] = "こ", ["sa"] = "さ", ["so"] = "そ", ["ta"] = "た", ["to"] = "と", ["na"] = "な",
        ["no"] = "の", ["ha"] = "は", ["hi"] = "ひ", ["ma"] = "ま", ["mi"] = "み", ["mo"] = "も", ["ya"] = "や", ["yu"] = "ゆ",
        ["ba"] = "ば", ["bo"] = "ぼ", ["da"] = "だ", ["de"] = "で", ["do"] = "ど", ["ga"] = "が", ["gi"] = "ぎ", ["go"] = "ご",
        ["ra"] = "ら", ["ri"] = "り", ["ru"] = "る", ["re"] = "れ", ["wa"] = "わ", ["za"] = "ざ", ["ze"] = "ぜ", ["zo"] = "ぞ",
    };

    /// <summary>The words in Latin letters, such as <c>kaba</c>.</summary>
    public static IReadOnlyList<string> Of(Digest digest) => [.. Syllables(digest).Select(word => word.First + word.Second)];

    /// <summary>The same words in kana, such as <c>かば</c>.</summary>
    public static IReadOnlyList<string> KanaFor(Digest digest) =>
        [.. Syllables(digest).Select(word => KanaOf[word.First] + KanaOf[word.Second])];

    private static IEnumerable<(string First, string Second)> Syllables(Digest digest) =>
        digest.ToArray().Take(Count).Select(value => (First[value >> 4], Second[value & 15]));
}
