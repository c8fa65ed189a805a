using System.Numerics;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Group;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B6: Moscow's second system encoded votes outside the subgroup, and each ciphertext gave a bit of its vote away. The order of P-256 is prime, every element
/// but the identity generates it, and no simple property of a ciphertext tells candidates apart.
/// </summary>
public sealed class B6_SemanticSecurityTests
{
    private const int Ciphertexts = 1_000;

    [Fact]
    public void EveryEncodingLiesInTheGroupOfPrimeOrder()
    {
        Assert.True(Scalar.TryDecode(Twin.ToBytes(Twin.N - 1), out var minusOne));
        Point[] encodings =
        [
            .. Enumerable.Range(1, 20).Select(m => Scalar.FromInt64(m) * Point.Generator),
            .. Enumerable.Range(0, 31).Select(length => MessageEncoding.EncodeVartime(new byte[length])),
        ];
        Assert.All(encodings, point => Assert.Equal(-point, minusOne * point));
    }

    /// <summary>
    /// Per candidate 1,000 ciphertexts; of each half the parity of y, the last bit of x, whether x is a square: what leaked there. A difference of five
    /// standard deviations of a fair coin between candidates would show a leak of one bit in six.
    /// </summary>
    [Fact]
    public void NoPropertyOfACiphertextTellsCandidatesApart()
    {
        var key = new ElectionKey(Sample.RandomPoint());
        int[][] counts = [.. Enumerable.Range(0, 3).Select(vote => Count(key, vote))];
        var limit = 5 * Math.Sqrt(Ciphertexts / 2.0);
        for (var property = 0; property < counts[0].Length; property++)
        {
            var (least, most) = (counts.Min(count => count[property]), counts.Max(count => count[property]));
            Assert.True(most - least < limit, $"property {property}: between {least} and {most} of {Ciphertexts}");
        }
    }

    private static int[] Count(ElectionKey key, int vote)
    {
        var counts = new int[6];
        Parallel.For(0, Ciphertexts, _ =>
        {
            var cell = key.EncryptNumber(Scalar.FromInt64(vote), Scalar.Random());
            bool[] properties = [.. Properties(cell.A), .. Properties(cell.B)];
            for (var i = 0; i < counts.Length; i++)
            {
                Interlocked.Add(ref counts[i], properties[i] ? 1 : 0);
            }
        });
        return counts;
    }

    private static bool[] Properties(Point point)
    {
        var bytes = point.Encode();
        var x = Twin.ToInteger(bytes.AsSpan(1));
        return [bytes[0] == 3, (bytes[^1] & 1) == 1, BigInteger.ModPow(x, (Twin.P - 1) / 2, Twin.P).IsOne];
    }
}
