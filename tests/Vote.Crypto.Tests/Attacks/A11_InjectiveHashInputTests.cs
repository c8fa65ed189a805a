using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A11: two inputs that hash alike. Everything structured that is hashed is canonical JSON, everything joined has fixed widths or a domain behind a
/// zero byte; relations are covered by A10.
/// </summary>
public sealed class A11_InjectiveHashInputTests
{
    private static readonly Gen<CanonicalValue> Values = Gen.Sized(size => Value(Math.Min(size, 20)));

    /// <summary>Equal encodings only of equal values: what is encoded can be read back, so no two can share it.</summary>
    [Fact]
    public void NoTwoValuesEncodeEqual() => Prop.ForAll(
        Values.ToArbitrary(),
        Values.ToArbitrary(),
        (one, two) => Shape(one) == Shape(two) == one.Encode().AsSpan().SequenceEqual(two.Encode())).QuickCheckThrowOnFailure();

    [Fact]
    public void TheKnownLookAlikesDiffer()
    {
        var (a, b) = (CanonicalValue.Text("a"), CanonicalValue.Text("b"));
        CanonicalValue[] values =
        [
            CanonicalValue.List([CanonicalValue.List([a]), b]),
            CanonicalValue.List([a, CanonicalValue.List([b])]),
            CanonicalValue.List([a, b]),
            CanonicalValue.List([CanonicalValue.List([a, b])]),
            CanonicalValue.Text("ab"),
            CanonicalValue.Text("a,b"),
            CanonicalValue.Number(0),
            CanonicalValue.Text("0"),
            CanonicalValue.Text(""),
            CanonicalValue.Text("00"),
            CanonicalValue.List([]),
            CanonicalObject.Of(),
            CanonicalValue.Truth(false),
            CanonicalValue.Text("false"),
            CanonicalValue.Bytes([]) is var empty ? CanonicalValue.List([empty]) : a,
            CanonicalValue.Bytes([0]),
            CanonicalValue.Bytes([0, 0]),
            CanonicalObject.Of(("a", b)),
            CanonicalObject.Of(("b", a)),
        ];
        Assert.Equal(values.Length, values.Select(value => Digest.Sha256(value.Encode())).Distinct().Count());
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("{\"b\":1,\"a\":1}")]
    [InlineData("[01]")]
    [InlineData("[1.0]")]
    [InlineData("[1e0]")]
    [InlineData("[-0]")]
    [InlineData("[+1]")]
    [InlineData("[1 ]")]
    [InlineData("[9007199254740992]")]
    [InlineData("[null]")]
    [InlineData("[\"\\u0041\"]")]
    [InlineData("[\"\\/\"]")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("[1],")]
    [InlineData("[1]\n")]
    [InlineData("\ufeff[1]")]
    public void RefusesEverySecondSpelling(string json) => Assert.False(CanonicalValue.TryParse(Encoding.UTF8.GetBytes(json), out _));

    /// <summary>Over-long forms, surrogates, bytes that no character starts with, and cut sequences.</summary>
    [Theory]
    [InlineData("C0AF")]
    [InlineData("E080AF")]
    [InlineData("EDA080")]
    [InlineData("F4908080")]
    [InlineData("FF")]
    [InlineData("E381")]
    [InlineData("80")]
    public void RefusesIllFormedUtf8(string hex) =>
        Assert.False(CanonicalValue.TryParse([.. "[\""u8, .. Convert.FromHexString(hex), .. "\"]"u8], out _));

    /// <summary>Names are compared and hashed by their code points as written: two normal forms are two names, never one.</summary>
    [Fact]
    public void KeepsNormalFormsApart()
    {
        const string composed = "が", decomposed = "か\u3099";
        Assert.NotEqual(CanonicalValue.Text(composed).Encode(), CanonicalValue.Text(decomposed).Encode());
        foreach (var text in new[] { composed, decomposed })
        {
            Assert.True(CanonicalValue.TryParse(CanonicalValue.Text(text).Encode(), out var parsed));
            Assert.Equal(text, Assert.IsType<CanonicalString>(parsed).Value);
        }
    }

    /// <summary>The cut between domain and content is a zero byte, which no domain contains.</summary>
    [Fact]
    public void NoDomainRunsIntoItsContent()
    {
        var (one, two) = (new SignatureDomain("tsukuba-vote/a"), new SignatureDomain("tsukuba-vote/ab"));
        Assert.NotEqual(one.Digest("b"u8), two.Digest(""u8));
        Assert.ThrowsAny<ArgumentException>(() => new SignatureDomain("a\0b"));
        Assert.ThrowsAny<ArgumentException>(() => new SignatureDomain(""));
    }

    private static Gen<CanonicalValue> Value(int size)
    {
        var scalars = Gen.OneOf(
            Gen.Elements("", "a", "b", "ab", "0", "1", "[]", "\"", "\\").Select(text => (CanonicalValue)CanonicalValue.Text(text)),
            Gen.Choose(-2, 12).Select(number => (CanonicalValue)CanonicalValue.Number(number)),
            Gen.Elements<CanonicalValue>(CanonicalBoolean.True, CanonicalBoolean.False));
        if (size < 2)
        {
            return scalars;
        }

        var inner = Value(size / 3);
        return Gen.OneOf(
            scalars,
            inner.ListOf(2).Select(items => (CanonicalValue)CanonicalValue.List(items)),
            inner.ListOf(1).Select(items => (CanonicalValue)CanonicalValue.List(items)),
            inner.Select(item => (CanonicalValue)CanonicalObject.Of(("a", item))));
    }

    /// <summary>What a value is, written with lengths and kinds: injective by construction.</summary>
    private static string Shape(CanonicalValue value) => value switch
    {
        CanonicalString { Value: var text } => $"s{text.Length}:{text}",
        CanonicalInteger number => $"i{number.Value};",
        CanonicalBoolean truth => $"b{truth.Value};",
        CanonicalArray array => $"l{array.Items.Count}({string.Concat(array.Items.Select(Shape))})",
        CanonicalObject fields => $"o({string.Concat(fields.Names.Select(name => $"{name.Length}:{name}{(fields.TryGet(name, out var field) ? Shape(field) : "")}"))})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
