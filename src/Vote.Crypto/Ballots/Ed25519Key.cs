using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Ballots;

/// <summary>A public key of the log or of a witness as the manifest names it: 32 bytes. Vote.Ledger verifies with it. spec §3.2</summary>
public sealed class Ed25519Key : IEquatable<Ed25519Key>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly byte[] bytes;

    private Ed25519Key(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Takes exactly 32 bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Ed25519Key? key)
    {
        key = encoded.Length == Length ? new(encoded.ToArray()) : null;
        return key is not null;
    }

    public bool Equals(Ed25519Key? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as Ed25519Key);

    public override int GetHashCode() => BitConverter.ToInt32(bytes);
}
