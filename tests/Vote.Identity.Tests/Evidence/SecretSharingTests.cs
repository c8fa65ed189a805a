using Vote.Identity.Evidence;

namespace Vote.Identity.Tests.Evidence;

public sealed class SecretSharingTests
{
    [Fact]
    public void MatchesThePinnedShares()
    {
        var vector = Vectors.Read("identity.json").GetProperty("secret_sharing");
        var expected = vector.GetProperty("shares").EnumerateArray().Select(share => Convert.FromHexString(share.GetString()!));

        Assert.Equal(expected, SecretSharing.Split(vector.Bytes("secret"), vector.Bytes("slope")));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void RecoversEverySecretFromAnyTwoShares(int first, int second)
    {
        byte[] secret = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var shares = SecretSharing.Split(secret);

        Assert.Equal(secret, SecretSharing.Combine(first, shares[first - 1], second, shares[second - 1]));
    }

    /// <summary>For each secret byte, a share takes each value for exactly one slope: alone it says nothing.</summary>
    [Fact]
    public void TellsNothingByOneShare()
    {
        foreach (var secret in new byte[] { 0, 1, 0x53, 0xFF })
        {
            for (var share = 0; share < SecretSharing.Count; share++)
            {
                var values = Enumerable.Range(0, 256).Select(slope => SecretSharing.Split([secret], [(byte)slope])[share][0]);
                Assert.Equal(256, values.Distinct().Count());
            }
        }
    }

    [Fact]
    public void MultipliesAsTheDefinitionSays()
    {
        for (var pair = 0; pair < 65_536; pair++)
        {
            var (left, right) = ((byte)(pair >> 8), (byte)pair);
            Assert.Equal(SlowMultiply(left, right), SecretSharing.Multiply(left, right));
        }
    }

    // The product of polynomials first, the reduction afterwards.
    private static byte SlowMultiply(byte left, byte right)
    {
        var product = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= ((right >> bit) & 1) == 1 ? left << bit : 0;
        }

        for (var bit = 14; bit >= 8; bit--)
        {
            product ^= ((product >> bit) & 1) == 1 ? 0x11B << (bit - 8) : 0;
        }

        return (byte)product;
    }
}
