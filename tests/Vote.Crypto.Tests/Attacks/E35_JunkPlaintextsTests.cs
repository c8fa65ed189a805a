using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E35: after mixing anything can come out: elements that decode to nothing, options that do not exist, lengths that are none. Each is an invalid vote, never an
/// exception; the result lists it (E35 of the tally's tests), and the second implementation says the same (its own E35).
/// </summary>
public sealed class E35_JunkPlaintextsTests
{
    private static readonly MixedQuestion Question = Sample.Mixed(1, 5, 1, 3);

    /// <summary>What a voter with a client of its own can put into a column.</summary>
    public static TheoryData<string, byte[]> Junk() => new()
    {
        { "nothing", [] },
        { "an option that does not exist", [6] },
        { "the highest number", [255] },
        { "blank and an option", [0, 1] },
        { "blank twice", [0, 0] },
        { "options in another order", [3, 1] },
        { "an option twice", [2, 2] },
        { "too many options", [1, 2, 3, 4] },
        { "a whole column", [.. Enumerable.Repeat((byte)1, 30)] },
    };

    [Theory, MemberData(nameof(Junk))]
    public void IsNoVote(string kind, byte[] message) =>
        Assert.False(MixedRow.TryDecodeVartime(Question, [MessageEncoding.EncodeVartime(message)], out _), kind);

    [Fact]
    public void NorIsAnyElement()
    {
        Point[] elements = [Point.Identity, Point.Generator, -Point.Generator, .. Enumerable.Range(0, 50).Select(_ => Sample.RandomPoint())];
        Assert.All(elements, element => Assert.False(MixedRow.TryDecodeVartime(Question, [element], out _)));
        var odd = -MessageEncoding.EncodeVartime([1]);
        Assert.False(MixedRow.TryDecodeVartime(Question, [odd], out _));
    }

    /// <summary>Two columns: a gap, a second part after a short first one, junk in either.</summary>
    [Fact]
    public void NorIsARowWithAGap()
    {
        var wide = Sample.Mixed(1, 40, 1, 40);
        Point Column(params byte[] bytes) => MessageEncoding.EncodeVartime(bytes);
        byte[] thirty = [.. Enumerable.Range(1, 30).Select(option => (byte)option)];
        Assert.True(MixedRow.TryDecodeVartime(wide, [Column(thirty), Column(31, 40)], out _));
        Assert.True(MixedRow.TryDecodeVartime(wide, [Column(1), Column()], out _));
        Point[][] junk =
        [
            [Column(), Column(1)],
            [Column(1), Column(2)],
            [Column(thirty), Column(30)],
            [Column(thirty), Column(41)],
            [Column(thirty), Sample.RandomPoint()],
            [Sample.RandomPoint(), Column()],
            [Column(), Column()],
            [Point.Identity, Point.Identity],
        ];
        Assert.All(junk, row => Assert.False(MixedRow.TryDecodeVartime(wide, row, out _)));
    }
}
