using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Group;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B11: a derivation that is not the specification's, or gives two ciphertexts one nonce. The vectors of the second implementation pin it
/// (<c>BallotVectorTests</c>); here it is computed from the text of spec §2.5, and every input is shown to count.
/// </summary>
public sealed class B11_NonceDerivationTests
{
    private static readonly ElectionHash Election = new(Sample.Digest("election"));

    [Fact]
    public void IsTheSpecificationsWordByWord()
    {
        var credential = Sample.Credential();
        var bytes = RandomNumberGenerator.GetBytes(BallotSeed.Length);
        Assert.True(BallotSeed.TryDecode(bytes, out var seed));
        using (seed)
        {
            var numbers = new byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(numbers, 3);
            BinaryPrimitives.WriteUInt32BigEndian(numbers.AsSpan(8), 2);
            BinaryPrimitives.WriteUInt32BigEndian(numbers.AsSpan(12), 7);
            byte[] input = [.. "tsukuba-vote/ballot-randomness/v1"u8, 0, .. bytes, .. Election.Bytes, .. credential.Bytes, .. numbers];
            var expected = new BigInteger(Shake256.HashData(input, 48), isUnsigned: true) % Twin.N;
            Assert.Equal(Twin.ToBytes(expected), seed.EncryptionScalar(Election, credential, 3, 2, 7).Encode());
        }
    }

    /// <summary>Every question, option and sequence, two elections, credentials and seeds: 1,800 scalars and no two alike.</summary>
    [Fact]
    public void GivesEveryCiphertextItsOwn()
    {
        using BallotSeed one = BallotSeed.Generate(), two = BallotSeed.Generate();
        var scalars = new HashSet<Scalar>();
        var drawn = 0;
        Vote.Canonical.Signatures.SignatureKey[] credentials = [Sample.Credential(), Sample.Credential()];
        ElectionHash[] elections = [Election, new(Sample.Digest("another"))];
        foreach (var (seed, credential, election) in from seed in new[] { one, two } from credential in credentials from election in elections select (seed, credential, election))
        {
            for (var at = 0; at < 225; at++)
            {
                drawn++;
                scalars.Add(seed.EncryptionScalar(election, credential, 1 + (at / 75), 1 + (at / 15 % 5), 1 + (at % 15)));
            }
        }

        Assert.Equal((1800, 1800), (drawn, scalars.Count));
    }
}
