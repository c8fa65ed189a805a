using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vote.Crypto.Hpke;

/// <summary>HKDF-SHA256 with the labels of RFC 9180 §4, for the KEM or for the whole suite.</summary>
internal sealed class LabeledKdf
{
    /// <summary>Bytes of an extracted key, and of SHA-256.</summary>
    public const int ExtractSize = 32;

    private readonly byte[] suite;

    private LabeledKdf(ReadOnlySpan<byte> suite) => this.suite = suite.ToArray();

    private static ReadOnlySpan<byte> Version => "HPKE-v1"u8;

    /// <summary>DHKEM(P-256, HKDF-SHA256), number 0x0010. RFC 9180 §4.1, §7.1</summary>
    public static LabeledKdf Kem { get; } = new("KEM\0\x10"u8);

    /// <summary>That KEM with HKDF-SHA256 (0x0001) and AES-128-GCM (0x0001). RFC 9180 §5.1</summary>
    public static LabeledKdf Suite { get; } = new("HPKE\0\x10\0\x01\0\x01"u8);

    /// <summary>LabeledExtract. The caller wipes the result if it is secret.</summary>
    public byte[] Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> material)
    {
        byte[] labeled = [.. Version, .. suite, .. label, .. material];
        var extracted = new byte[ExtractSize];
        HKDF.Extract(HashAlgorithmName.SHA256, labeled, salt, extracted);
        CryptographicOperations.ZeroMemory(labeled);
        return extracted;
    }

    /// <summary>LabeledExpand to <paramref name="length"/> bytes. The caller wipes the result if it is secret.</summary>
    public byte[] Expand(ReadOnlySpan<byte> key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(lengthBytes, checked((ushort)length));
        byte[] labeled = [.. lengthBytes, .. Version, .. suite, .. label, .. info];
        var expanded = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, key, expanded, labeled);
        return expanded;
    }
}
