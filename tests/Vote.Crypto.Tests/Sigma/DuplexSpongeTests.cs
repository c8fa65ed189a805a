using System.Security.Cryptography;
using System.Text;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

public sealed class DuplexSpongeTests
{
    private static readonly SessionId Session = SessionId.Derive("test"u8);

    /// <summary>The twin: everything absorbed so far hashed in one call, the stream cut where the last squeeze ended.</summary>
    [Fact]
    public void AgreesWithOneHashOverEverythingAbsorbed()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var draw = new Draw(seed);
            using var sponge = new DuplexSponge(Session);
            var absorbed = new List<byte>([.. Session.Bytes, .. new byte[DuplexSponge.Rate - SessionId.Size]]);
            var position = 0;
            for (var step = 0; step < 12; step++)
            {
                var length = draw.Below(3) * draw.Below(200);
                if (draw.Below(2) == 0)
                {
                    var bytes = length == 0 ? [] : draw.Bytes(length);
                    sponge.Absorb(bytes);
                    absorbed.AddRange(bytes);
                    position = length == 0 ? position : 0;
                    continue;
                }

                var expected = Shake128.HashData(absorbed.ToArray(), position + length)[position..];
                Assert.Equal(expected, sponge.Squeeze(length));
                position += length;
            }
        }
    }

    [Fact]
    public void SqueezedScalarsAreTheStreamReducedFortyEightBytesAtATime()
    {
        using var one = new DuplexSponge(Session);
        using var two = new DuplexSponge(Session);
        var stream = two.Squeeze(4 * 48);
        Assert.Equal(Enumerable.Range(0, 4).Select(i => DraftCodec.DecodeScalar(stream.AsSpan(48 * i, 48))), one.SqueezeScalars(4));
    }

    [Fact]
    public void AVectorIsAbsorbedBehindItsCount()
    {
        Point[] points = [Point.Generator, Scalar.FromInt64(2) * Point.Generator];
        using var one = new DuplexSponge(Session);
        using var two = new DuplexSponge(Session);
        one.AbsorbVector(points);
        two.Absorb([2, 0, 0, 0, .. points[0].Encode(), .. points[1].Encode()]);
        Assert.Equal(two.Squeeze(32), one.Squeeze(32));
    }

    [Fact]
    public void TheSessionIdHasThirtyTwoBytes()
    {
        Assert.Throws<ArgumentException>(() => new SessionId(new byte[31]));
        Assert.Throws<ArgumentException>(() => new SessionId(new byte[33]));
        Assert.Equal(SessionId.Size, SessionId.Derive(Encoding.ASCII.GetBytes("any tag")).Bytes.Length);
    }
}
