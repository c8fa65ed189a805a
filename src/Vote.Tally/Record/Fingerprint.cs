using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vote.Tally.Record;

/// <summary>SHA-256 of something that must not occur twice: as good as the thing itself, and 32 bytes of a set's memory.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Fingerprint(UInt128 First, UInt128 Second)
{
    /// <summary>The fingerprint of these bytes.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }
}
