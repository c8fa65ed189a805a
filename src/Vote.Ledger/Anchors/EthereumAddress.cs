using System.Diagnostics.CodeAnalysis;

namespace Vote.Ledger.Anchors;

/// <summary>An account or contract of an Ethereum chain: exactly 20 public bytes, compared by value.</summary>
public sealed class EthereumAddress : IEquatable<EthereumAddress>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 20;

    private readonly byte[] bytes;

    private EthereumAddress(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 20 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    public static bool operator ==(EthereumAddress? left, EthereumAddress? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(EthereumAddress? left, EthereumAddress? right) => !(left == right);

    /// <summary>Takes exactly 20 bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out EthereumAddress? address)
    {
        address = encoded.Length == Length ? new(encoded.ToArray()) : null;
        return address is not null;
    }

    /// <summary>Reads <c>0x</c> and 40 hexadecimal digits in any case; the checksum that mixed case may carry (EIP-55) is not looked at.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out EthereumAddress? address)
    {
        var wellFormed = text.Length == 2 + (2 * Length) && text.StartsWith("0x", StringComparison.Ordinal) && text.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0;
        address = wellFormed ? new(Convert.FromHexString(text.AsSpan(2))) : null;
        return address is not null;
    }

    public bool Equals(EthereumAddress? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as EthereumAddress);

    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    /// <summary><c>0x</c> and 40 lower-case digits.</summary>
    public override string ToString() => $"0x{Convert.ToHexStringLower(bytes)}";

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
