using System.Numerics;
using Vote.Canonical.Signatures;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A14: a second spelling of the same number or point copies a ballot under another hash. No value has two: s + n, n, 2²⁵⁶ − 1, x + p, other prefixes,
/// bytes more. Second spellings of JSON are in A11, and over HTTP in the A14 of the server's tests.
/// </summary>
public sealed class A14_NonCanonicalEncodingsTests
{
    private static readonly BigInteger N = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber);

    /// <summary>What a scalar can be written as besides itself.</summary>
    private static IEnumerable<byte[]> ScalarsOutOfRange(BigInteger s) =>
        new[] { N, N + 1, N + s, (BigInteger.One << 256) - 1, BigInteger.One << 255 | N }.Where(value => value.GetBitLength() <= 256).Select(Bytes);

    [Fact]
    public void AScalarIsBelowTheOrder()
    {
        foreach (var s in new[] { 0, 1, 2, 12345 })
        {
            Assert.All(ScalarsOutOfRange(s), bytes => Assert.False(Scalar.TryDecode(bytes, out _)));
            Assert.True(Scalar.TryDecode(Bytes(s), out var scalar));
            Assert.Equal(Bytes(s), scalar.Encode());
        }

        Assert.True(Scalar.TryDecode(Bytes(N - 1), out _));
        foreach (var length in new[] { 0, 1, 31, 33, 64 })
        {
            Assert.False(Scalar.TryDecode(new byte[length], out _));
        }
    }

    public static TheoryData<string> Names => ProvenStatement.Names;

    /// <summary>Every response of every proof as s + n where that fits, and as n and 2²⁵⁶ − 1: malformed, not merely false.</summary>
    [Theory, MemberData(nameof(Names))]
    public void NoResponseIsTakenUnreduced(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        var split = Point.Size * statement.Relation.NumEquations;
        for (var response = 0; response < statement.Witness.Length; response++)
        {
            foreach (var spelling in ScalarsOutOfRange(1))
            {
                byte[] changed = [.. proof];
                spelling.CopyTo(changed, split + (Scalar.Size * response));
                Assert.Equal(
                    Rejection.MalformedProof, Assert.IsType<Verdict.Rejected>(statement.Verify(statement.Relation, changed)).Reason);
            }
        }
    }

    /// <summary>A response small enough that s + n fits in 32 bytes: the proof holds, its second spelling does not decode.</summary>
    [Fact]
    public void AProofThatHoldsHasNoSecondSpelling()
    {
        Assert.True(Scalar.TryDecode(Bytes(7), out var seven));
        Assert.Equal(Bytes(7), seven.Encode());
        Assert.False(Scalar.TryDecode(Bytes(N + 7), out _));
        Assert.Equal(seven, Scalar.Reduce48LittleEndian([.. Bytes(N + 7).Reverse(), .. new byte[16]]));
    }

    [Fact]
    public void ABallotHasNoSecondSpelling()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 2));
        var payload = election.Encrypt(SampleElection.Context(), Selection.Blank).Encode();
        for (var half = 0; half < 2 * election.Election.Style.CiphertextCount; half++)
        {
            for (var prefix = 0; prefix < 256; prefix++)
            {
                byte[] changed = [.. payload];
                changed[half * Point.Size] = (byte)prefix;
                var decodes = EncryptedBallot.TryDecode(election.Election.Style, changed, out var ballot);
                Assert.Equal(prefix is 2 or 3, decodes);
                Assert.True(ballot is null || ballot.Encode().AsSpan().SequenceEqual(changed));
            }
        }
    }

    /// <summary>r and s of a signature: 0, n, n + r, and the high half of s.</summary>
    [Fact]
    public void ASignatureHasNoSecondSpelling()
    {
        using var key = SigningKey.Generate();
        var domain = new SignatureDomain("tsukuba-vote/test/v1");
        var honest = key.Sign(domain, "content"u8).Bytes.ToArray();
        var s = new BigInteger(honest.AsSpan(32), isUnsigned: true, isBigEndian: true);
        byte[][] others =
        [
            [.. honest[..32], .. Bytes(N - s)],
            [.. honest[..32], .. Bytes(N)],
            [.. honest[..32], .. new byte[32]],
            [.. new byte[32], .. honest[32..]],
            [.. Bytes(N), .. honest[32..]],
            [.. honest[..32], .. Enumerable.Repeat((byte)0xFF, 32)],
            [.. honest, 0],
            honest[..63],
        ];
        Assert.True(Signature.TryDecode(honest, out var signature) && key.Public.Verify(domain, "content"u8, signature));
        Assert.All(others, bytes => Assert.False(Signature.TryDecode(bytes, out _)));
    }

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
