using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Vote.Identity.Persons;
using Vote.Identity.Roll;

namespace Vote.Identity.Tests.Roll;

public sealed class NormalisationTests
{
    private static readonly JsonElement Pinned = Vectors.Read("identity-normalisation.json");

    [Fact]
    public void MatchesThePinnedNames() =>
        AssertAll("names", "normalized", text => RollIdentity.NormalizeName(Parse(text)));

    [Fact]
    public void MatchesThePinnedAddresses() =>
        AssertAll("addresses", "normalized", text => RollIdentity.NormalizeAddress(Parse(text)));

    [Fact]
    public void MatchesThePinnedNormalForms() => AssertAll("nfkc", "nfkc", Nfkc.Normalize);

    [Fact]
    public void MatchesThePinnedNormalFormOfEveryCodePoint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (Rune.IsValid(code))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Nfkc.Normalize(new Rune(code).ToString()) + "\n"));
            }
        }

        Assert.Equal(Pinned.Text("all_code_points"), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void IsANormalForm() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var once = Nfkc.Normalize(string.Concat(text.Get.EnumerateRunes()));
            return Nfkc.Normalize(once) == once;
        }).QuickCheckThrowOnFailure();

    /// <summary>Every number that Japanese writes with units, and its positional spelling.</summary>
    [Fact]
    public void ReadsEveryKanjiNumberBelowTenThousand()
    {
        const string digits = "〇一二三四五六七八九";
        for (var number = 1; number < 10_000; number++)
        {
            var expected = number.ToString(CultureInfo.InvariantCulture);
            var positional = string.Concat(expected.Select(digit => digits[digit - '0']));
            var withUnits = string.Concat(expected.Select((digit, place) => Word(digit - '0', expected.Length - 1 - place)));

            Assert.Equal(expected, KanjiNumerals.ToDigits(positional));
            Assert.Equal(expected, KanjiNumerals.ToDigits(withUnits));
        }

        static string Word(int digit, int power) =>
            digit == 0 ? "" : (digit == 1 && power > 0 ? "" : digits[digit].ToString()) + power switch
            {
                3 => "千",
                2 => "百",
                1 => "十",
                _ => "",
            };
    }

    private static void AssertAll(string list, string expected, Func<string, string> normalize) =>
        Assert.All(Pinned.GetProperty(list).EnumerateArray(), vector =>
            Assert.Equal(vector.Text(expected), normalize(vector.Text("text"))));

    private static AttributeText Parse(string text)
    {
        Assert.True(AttributeText.TryParse(text, out var parsed));
        return parsed;
    }
}
