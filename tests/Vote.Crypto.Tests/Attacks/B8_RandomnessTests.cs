using System.Numerics;
using System.Security.Cryptography;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Group;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B8: predictable or biased randomness. Everything is drawn from the system's generator, by way of one method for scalars; the guessable generators do not
/// compile here (BannedSymbols.txt), and the client's are looked for by B8 of its tests.
/// </summary>
public sealed class B8_RandomnessTests
{
    /// <summary>The encryption scalars of 100,000 ballots, and as many nonces of proofs, all distinct.</summary>
    [Fact]
    public void AHundredThousandBallotsShareNoNonce()
    {
        const int ballots = 100_000;
        var (election, credential) = (new ElectionHash(Sample.Digest("election")), Sample.Credential());
        var scalars = new Scalar[2 * ballots];
        Parallel.For(0, ballots, i =>
        {
            using var seed = BallotSeed.Generate();
            scalars[i] = seed.EncryptionScalar(election, credential, 1, 1, 1);
            scalars[ballots + i] = Scalar.Random();
        });
        Assert.Equal(scalars.Length, scalars.Distinct().Count());
        Assert.DoesNotContain(scalars, scalar => scalar.IsZero);
    }

    /// <summary>Over all of 1 … n − 1, without bias: bits and octants of the range as a fair draw has them, and never beyond it.</summary>
    [Fact]
    public void NoncesFillTheirWholeRange()
    {
        const int draws = 8_000;
        var values = Enumerable.Range(0, draws).Select(_ => new BigInteger(Scalar.Random().Encode(), isUnsigned: true, isBigEndian: true)).ToArray();
        Assert.All(values, value => Assert.True(value > 0 && value < Twin.N));
        var octants = values.GroupBy(value => (int)(8 * value / Twin.N)).Select(group => group.Count()).ToArray();
        Assert.Equal(8, octants.Length);
        Assert.All(octants, count => Assert.InRange(count, 800, 1200)); // 1000 ± 6.7 standard deviations
        for (var bit = 0; bit < 255; bit++)
        {
            Assert.InRange(values.Count(value => !((value >> bit) & 1).IsZero), 3_600, 4_400); // 4000 ± 9 standard deviations
        }
    }

    /// <summary>A nonce of twice the width reduced: 48 bytes of ones are in range as well.</summary>
    [Fact]
    public void AWideDrawIsReducedOnce()
    {
        var wide = Enumerable.Repeat((byte)0xFF, 48).ToArray();
        var expected = new BigInteger(wide, isUnsigned: true) % Twin.N;
        Assert.Equal(expected, new BigInteger(Scalar.Reduce48LittleEndian(wide).Encode(), isUnsigned: true, isBigEndian: true));
    }

    /// <summary>What does not compile: the list that the analyzer reads.</summary>
    [Fact]
    public void TheGuessableGeneratorsAreBanned()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BannedSymbols.txt")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        var banned = File.ReadAllText(Path.Combine(folder.FullName, "BannedSymbols.txt"));
        Assert.Contains("T:System.Random;", banned, StringComparison.Ordinal);
        Assert.Contains("M:System.Guid.NewGuid;", banned, StringComparison.Ordinal);
        Assert.NotEqual(RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
    }
}
