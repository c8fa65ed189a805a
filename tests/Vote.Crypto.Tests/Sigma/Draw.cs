using System.Buffers.Binary;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>Repeatable choices for tests: the same seed gives the same statement.</summary>
internal sealed class Draw(long seed)
{
    private long counter;

    public Scalar NextScalar() => Scalar.Reduce48LittleEndian(Bytes(48));

    public Point NextPoint() => NextScalar() * Point.Generator;

    /// <summary>A number from 0 up to, without, the bound.</summary>
    public int Below(int bound) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)) % (uint)bound);

    /// <summary>1 most often, as in real statements; also −1, 0, small and full-width ones.</summary>
    public Scalar NextCoefficient() => Below(8) switch
    {
        0 => -Scalar.One,
        1 => Scalar.Zero,
        2 => Scalar.FromInt64(Below(100)),
        3 => NextScalar(),
        _ => Scalar.One,
    };

    public byte[] Bytes(int length)
    {
        Span<byte> input = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(input, seed);
        BinaryPrimitives.WriteInt64LittleEndian(input[8..], counter++);
        return Shake128.HashData(input, length);
    }
}
