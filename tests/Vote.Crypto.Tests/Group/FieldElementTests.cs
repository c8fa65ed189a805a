using System.Numerics;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

public sealed class FieldElementTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [Fact]
    public void AddsSubtractsMultipliesAndSquaresAsTheBigIntegers() =>
        Prop.ForAll(Twin.Integers(), Twin.Integers(), (a, b) =>
        {
            var (x, y) = (Element(a), Element(b));
            return Integer(x + y) == Twin.Mod(a + b, Twin.P)
                && Integer(x - y) == Twin.Mod(a - b, Twin.P)
                && Integer(x * y) == Twin.Mod(a * b, Twin.P)
                && Integer(FieldElement.Square(x)) == Twin.Mod(a * a, Twin.P)
                && Integer(FieldElement.Negate(x)) == Twin.Mod(-a, Twin.P);
        }).Check(Many);

    [Fact]
    public void TakesLazySumsAsFactors() =>
        Prop.ForAll(Twin.Integers(), Twin.Integers(), (a, b) =>
        {
            var (x, y) = (Element(a), Element(b));
            var (left, right) = (x + x - y, y - x - x);
            return Integer(left * right) == Twin.Mod((2 * a - b) * (b - 2 * a), Twin.P)
                && Integer(FieldElement.Square(right)) == Twin.Mod((b - 2 * a) * (b - 2 * a), Twin.P)
                && Integer(FieldElement.Reduce(left + left + left)) == Twin.Mod(3 * (2 * a - b), Twin.P);
        }).Check(Many);

    [Fact]
    public void RecognisesZeroInEveryForm() =>
        Prop.ForAll(Twin.Integers(), a =>
        {
            var x = Element(a);
            var isZero = Twin.Mod(a, Twin.P).IsZero ? ulong.MaxValue : 0;
            return FieldElement.IsZeroMask(x) == isZero
                && FieldElement.IsZeroMask(x + (default(FieldElement) - x)) == ulong.MaxValue
                && FieldElement.EqualsMask(x, x) == ulong.MaxValue
                && FieldElement.EqualsMask(x + FieldElement.One, x) == 0;
        }).Check(Many);

    [Fact]
    public void InvertsAndTakesRoots() =>
        Prop.ForAll(Twin.Integers(), a =>
        {
            var x = Element(a);
            var root = FieldPowers<FieldElement>.SquareRootCandidate(FieldElement.Square(x));
            return Integer(x.Invert()) == Twin.Inverse(Twin.Mod(a, Twin.P), Twin.P)
                && Integer(FieldPowers<FieldElement>.SquareRootCandidate(x)) == BigInteger.ModPow(a, (Twin.P + 1) / 4, Twin.P)
                && Integer(FieldPowers<FieldElement>.ForRatio(x)) == BigInteger.ModPow(a, (Twin.P - 3) / 4, Twin.P)
                && Integer(FieldElement.Square(root)) == Twin.Mod(a * a, Twin.P);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void InvertsManyAsOneByOne()
    {
        for (var count = 0; count < 20; count++)
        {
            var elements = Enumerable.Range(1, count).Select(i => Element(Twin.P - i)).ToArray();
            var expected = Array.ConvertAll(elements, element => Integer(element.Invert()));
            AffineBatch.InvertMany(elements);
            Assert.Equal(expected, Array.ConvertAll(elements, element => Integer(element)));
        }
    }

    [Fact]
    public void DecodesExactlyTheIntegersBelowThePrime() =>
        Prop.ForAll(Twin.Integers(), a =>
            FieldElement.TryDecode(Twin.ToBytes(a), out var x) == (a < Twin.P) && Integer(x) == Twin.Mod(a, Twin.P)).Check(Many);

    [Fact]
    public void Reduces48Bytes()
    {
        for (var i = 0; i < 300; i++)
        {
            var bytes = i switch
            {
                0 => new byte[48],
                1 => Enumerable.Repeat((byte)0xFF, 48).ToArray(),
                _ => RandomNumberGenerator.GetBytes(48),
            };
            Assert.Equal(Twin.Mod(Twin.ToInteger(bytes), Twin.P), Integer(FieldElement.Reduce48BigEndian(bytes)));
        }
    }

    [Fact]
    public void SelectsAndAssignsUnderTheMask()
    {
        FieldElement[] entries = [Element(1), Element(2), Element(3), Element(4), Element(5), Element(6)];
        Assert.Equal(3, Integer(FieldElement.SelectEntry(entries, 2, 1)));
        Assert.Equal(6, Integer(FieldElement.SelectEntry(entries.AsSpan(1), 2, 2)));
        Assert.Equal(0, Integer(FieldElement.SelectEntry(entries, 2, 3)));
        Assert.Equal(0, Integer(FieldElement.SelectEntry(entries, 2, uint.MaxValue)));

        var target = entries[0];
        FieldElement.AssignIf(ref target, entries[1], 0);
        Assert.Equal(1, Integer(target));
        FieldElement.AssignIf(ref target, entries[1], ulong.MaxValue);
        Assert.Equal(2, Integer(target));
    }

    [Fact]
    public void CarriesTheConstantsOfTheStandard()
    {
        Assert.Equal(Twin.P, Twin.ToInteger(FieldElement.Prime));
        Assert.Equal(1, Integer(FieldElement.One));
        Assert.Equal(3, Integer(FieldElement.Three));
        Assert.Equal(Twin.B, Integer(FieldElement.CurveB));
        Assert.Equal(Twin.G.X, Integer(FieldElement.GeneratorX));
        Assert.Equal(Twin.G.Y, Integer(FieldElement.GeneratorY));
    }

    private static FieldElement Element(BigInteger value) => FieldElement.FromUInt256(Twin.ToUInt256(value));

    private static BigInteger Integer(in FieldElement element) => Twin.ToInteger(element.ToUInt256());
}
