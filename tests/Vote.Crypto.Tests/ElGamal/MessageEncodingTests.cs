using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.ElGamal;

public sealed class MessageEncodingTests
{
    [Fact]
    public void RoundTripsEveryLength()
    {
        for (var length = 0; length <= MessageEncoding.MaximumLength; length++)
        {
            byte[][] messages = [new byte[length], Fill(length, 255), Sample.Digest($"{length}").Bytes[..length].ToArray()];
            foreach (var message in messages)
            {
                var element = MessageEncoding.EncodeVartime(message);
                Assert.True(MessageEncoding.TryDecodeVartime(element, out var decoded));
                Assert.Equal(message, decoded);
                Assert.Equal(element, MessageEncoding.EncodeVartime(decoded));
            }
        }
    }

    [Fact]
    public void RefusesALongerMessage() => Assert.Throws<ArgumentException>(() => MessageEncoding.EncodeVartime(new byte[31]));

    [Fact]
    public void TakesTheSmallestCounter()
    {
        var raised = 0;
        for (byte i = 0; i < 32; i++)
        {
            var encoded = MessageEncoding.EncodeVartime([i]).Encode();
            Assert.Equal([2, 1, i], encoded[..3]);
            Assert.Equal(new byte[29], encoded[3..32]);
            for (byte counter = 0; counter < encoded[32]; counter++, raised++)
            {
                Assert.False(Point.TryDecode([.. encoded[..32], counter], out _));
            }
        }

        Assert.True(raised > 0);
    }

    [Fact]
    public void IsUndecodableWithOddY() => AssertUndecodable(-MessageEncoding.EncodeVartime([1, 2, 3]));

    [Fact]
    public void IsUndecodableWithASmallerCounter()
    {
        var encoded = MessageEncoding.EncodeVartime([1]).Encode();
        var larger = Candidates(encoded, from: encoded[32] + 1).First();
        AssertUndecodable(larger);
    }

    [Fact]
    public void IsUndecodableWithALengthBeyondThirty()
    {
        foreach (byte length in new byte[] { 31, 32, 128, 254 })
        {
            AssertUndecodable(Candidates([2, length, .. new byte[31]], from: 0).First());
        }
    }

    [Fact]
    public void IsUndecodableWithPaddingThatIsNotZero()
    {
        foreach (var at in new[] { 3, 10, 31 })
        {
            byte[] encoded = [2, 1, 7, .. new byte[30]];
            encoded[at] = 1;
            AssertUndecodable(Candidates(encoded, from: 0).First());
        }
    }

    [Fact]
    public void IsUndecodableWhenItIsTheIdentity() => AssertUndecodable(Point.Identity);

    [Fact]
    public void IsUndecodableWhenItIsSomeElement()
    {
        AssertUndecodable(Point.Generator);
        for (var i = 0; i < 20; i++)
        {
            AssertUndecodable(Sample.RandomPoint());
        }
    }

    private static IEnumerable<Point> Candidates(byte[] encoded, int from)
    {
        for (var counter = from; counter < 256; counter++)
        {
            if (Point.TryDecode([.. encoded[..32], (byte)counter], out var point))
            {
                yield return point;
            }
        }
    }

    private static byte[] Fill(int length, byte value) => [.. Enumerable.Repeat(value, length)];

    private static void AssertUndecodable(Point element)
    {
        Assert.False(MessageEncoding.TryDecodeVartime(element, out var message));
        Assert.Null(message);
    }
}
