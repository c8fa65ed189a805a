using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vote.Identity.Persons;
using Vote.Identity.Roll;

namespace Vote.Electorate.Residents;

/// <summary>
/// Residents of Tsukuba who do not exist, with names, addresses and dates that look like a register's. The same seed gives the same people.
/// </summary>
public static class InventedResidents
{
    private static readonly string[] Families =
        ["佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本", "井上", "木村", "林", "斎藤", "清水", "飯田", "沼尻", "塚本", "大曽根"];

    private static readonly string[] Women =
        ["陽子", "恵子", "由美子", "久美子", "真由美", "明美", "智子", "美香", "愛", "彩", "さくら", "葵", "結衣", "凛", "和子", "節子"];

    private static readonly string[] Men =
        ["誠", "浩", "修", "隆", "聡", "健一", "大輔", "拓也", "翔", "蓮", "湊", "茂", "勇", "清", "実", "昭"];

    private static readonly string[] Districts =
        ["天久保", "吾妻", "竹園", "東新井", "二の宮", "松代", "梅園", "並木", "春日", "研究学園", "学園の森", "みどりの", "谷田部", "北条", "高見原", "桜"];

    /// <summary>The residents 0..count−1. No two are the same person.</summary>
    public static IReadOnlyList<RollRow> Make(string seed, int count) =>
        [.. Enumerable.Range(0, count).Select(number => One(seed, number))];

    private static RollRow One(string seed, int number)
    {
        var chance = SHA256.HashData(Encoding.UTF8.GetBytes($"resident/{seed}/{number}"));
        var woman = chance[0] % 2 == 0;
        var name = $"{Pick(Families, chance[1])}　{Pick(woman ? Women : Men, chance[2])}";

        // The house number holds the resident's number, so that two people never agree in all attributes.
        var address = $"茨城県つくば市{Pick(Districts, chance[3])}{1 + (chance[4] % 4)}丁目{1 + (number % 30)}番地{1 + (number / 30)}";
        var person = new IdentityAttributes
        {
            Name = Text(name),
            Address = Text(address),
            BirthDate = Born(chance),
            Sex = woman ? Sex.Female : Sex.Male,
        };
        return RollRowId.TryDecode(chance.AsSpan(16, RollRowId.Length), out var id)
            ? new RollRow(id, person)
            : throw new InvalidOperationException("A row number has 16 bytes.");
    }

    private static BirthDate Born(ReadOnlySpan<byte> chance)
    {
        var days = BinaryPrimitives.ReadUInt16BigEndian(chance[5..]);
        return BirthDate.TryCreate(1930 + (days % 75), 1 + (chance[7] % 12), 1 + (chance[8] % 28), out var date)
            ? date
            : throw new InvalidOperationException("Every month has 28 days.");
    }

    private static string Pick(string[] list, byte chance) => list[chance % list.Length];

    private static AttributeText Text(string text) =>
        AttributeText.TryParse(text, out var parsed) ? parsed : throw new InvalidOperationException("An invented text does not fit.");
}
