using System.Numerics;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

public sealed class ScalarTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void AddsSubtractsAndMultipliesAsTheBigIntegers() =>
        Prop.ForAll(Twin.Integers(), Twin.Integers(), (a, b) =>
        {
            var (x, y) = (Twin.ToScalar(a), Twin.ToScalar(b));
            return Integer(x + y) == Twin.Mod(a + b, Twin.N)
                && Integer(x - y) == Twin.Mod(a - b, Twin.N)
                && Integer(-x) == Twin.Mod(-a, Twin.N)
                && Integer(x * y) == Twin.Mod(a * b, Twin.N)
                && (x == y) == Twin.Mod(a - b, Twin.N).IsZero
                && (x != y) == (x - y != Scalar.Zero)
                && x.GetHashCode() == (x + y - y).GetHashCode();
        }).Check(Many);

    [Fact]
    public void InvertsAllButZero()
    {
        Prop.ForAll(Twin.Integers(), a =>
        {
            var x = Twin.ToScalar(a);
            return x.IsZero || (x.Invert() * x == Scalar.One && x.InvertVartime() == x.Invert());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        Assert.Throws<DivideByZeroException>(() => Scalar.Zero.Invert());
        Assert.Throws<DivideByZeroException>(() => Scalar.Zero.InvertVartime());
    }

    [Fact]
    public void DecodesExactlyTheIntegersBelowTheOrder() =>
        Prop.ForAll(Twin.Integers(), a =>
        {
            var bytes = Twin.ToBytes(a);
            return Scalar.TryDecode(bytes, out var x) == (a < Twin.N) && (a >= Twin.N || bytes.AsSpan().SequenceEqual(x.Encode()));
        }).Check(Many);

    [Fact]
    public void RefusesEveryOtherLength()
    {
        for (var length = 0; length < 70; length++)
        {
            Assert.Equal(length == Scalar.Size, Scalar.TryDecode(new byte[length], out _));
        }

        Assert.Throws<ArgumentException>(() => Scalar.One.EncodeTo(new byte[31]));
    }

    [Fact]
    public void Reduces48LittleEndianBytes()
    {
        for (var i = 0; i < 500; i++)
        {
            var bytes = i switch
            {
                0 => new byte[48],
                1 => Enumerable.Repeat((byte)0xFF, 48).ToArray(),
                2 => Twin.ToBytes(Twin.N).Reverse().Concat(new byte[16]).ToArray(),
                _ => RandomNumberGenerator.GetBytes(48),
            };
            var expected = Twin.Mod(new BigInteger(bytes, isUnsigned: true), Twin.N);
            Assert.Equal(expected, Integer(Scalar.Reduce48LittleEndian(bytes)));
        }

        Assert.Throws<ArgumentException>(() => Scalar.Reduce48LittleEndian(new byte[47]));
        Assert.Throws<ArgumentException>(() => Scalar.Reduce48LittleEndian(new byte[49]));
    }

    [Fact]
    public void TakesSignedAndShortIntegers()
    {
        foreach (var value in new[] { 0, 1, -1, 2, -2, long.MaxValue, long.MinValue, long.MinValue + 1, 1L << 40 })
        {
            Assert.Equal(Twin.Mod(value, Twin.N), Integer(Scalar.FromInt64(value)));
        }

        for (var i = 0; i < 200; i++)
        {
            var bytes = i == 0 ? Enumerable.Repeat((byte)0xFF, 16).ToArray() : RandomNumberGenerator.GetBytes(16);
            Assert.Equal(new BigInteger(bytes, isUnsigned: true), Integer(Scalar.FromUInt128LittleEndian(bytes)));
        }

        Assert.Throws<ArgumentException>(() => Scalar.FromUInt128LittleEndian(new byte[15]));
    }

    [Fact]
    public void IsZeroByDefaultAndNeverByChance()
    {
        Assert.True(default(Scalar).IsZero);
        Assert.Equal(default, Scalar.Zero);
        Assert.Equal(Scalar.FromInt64(1), Scalar.One);
        var drawn = Enumerable.Range(0, 1000).Select(_ => Scalar.Random()).ToHashSet();
        Assert.Equal(1000, drawn.Count);
        Assert.DoesNotContain(Scalar.Zero, drawn);
    }

    [Fact]
    public void CarriesTheConstantsOfTheStandard()
    {
        var r = BigInteger.One << 256;
        Assert.Equal(Twin.N, Twin.ToInteger(GroupOrder.Value));
        Assert.Equal(r % Twin.N, Twin.ToInteger(GroupOrder.R));
        Assert.Equal(r * r % Twin.N, Twin.ToInteger(GroupOrder.RSquared));
        Assert.Equal(r * r * r % Twin.N, Twin.ToInteger(GroupOrder.RCubed));
        Assert.Equal(Twin.N - 2, Twin.ToInteger(GroupOrder.MinusTwo));
        Assert.Equal(ulong.MaxValue, unchecked(GroupOrder.NegativeInverse * GroupOrder.Value.Limb0));
    }

    private static BigInteger Integer(Scalar scalar) => Twin.ToInteger(scalar.Encode());
}
