using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;

namespace Vote.Crypto.Tests.Shuffle;

public sealed class CiphertextRowsTests
{
    private static readonly Ciphertext Cell = new(Scalar.Random() * Point.Generator, Scalar.Random() * Point.Generator);

    [Fact]
    public void AreComplete()
    {
        Assert.Equal((2, 2), (new CiphertextRows(2, [Cell, Cell, Cell, Cell]).Count, new CiphertextRows(1, [Cell, Cell]).Count));
        Assert.Throws<ArgumentException>(() => new CiphertextRows(2, [Cell, Cell, Cell]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CiphertextRows(0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CiphertextRows(-1, [Cell]));
    }

    [Fact]
    public void HoldNoIdentityInEitherHalf()
    {
        Assert.Throws<ArgumentException>(() => new CiphertextRows(1, [Cell, Cell with { A = Point.Identity }]));
        Assert.Throws<ArgumentException>(() => new CiphertextRows(1, [Cell with { B = Point.Identity }, Cell]));
    }

    [Fact]
    public void AreReadFromTheirOwnEncodingOnly()
    {
        var encoded = new CiphertextRows(2, [Cell, Cell]).Encode();
        Assert.True(CiphertextRows.TryDecode(1, 2, encoded, out var rows));
        Assert.Equal(encoded, rows.Encode());
        Assert.False(CiphertextRows.TryDecode(2, 2, encoded, out _));
        encoded[^Point.Size] ^= 4; // no such head
        Assert.False(CiphertextRows.TryDecode(1, 2, encoded, out _));
    }

    /// <summary>Of the first, the rows alone are too long; of the second, the proof.</summary>
    [Theory]
    [InlineData(40_000_000)]
    [InlineData(25_000_000)]
    public void AreNeverMoreThanMemoryCounts(int count) =>
        Assert.Throws<OverflowException>(() => ShuffledRows.EncodedLength(count, 1));
}
