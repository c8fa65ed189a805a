using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Identity.Acts;

/// <summary>32 random bytes that the server issues for one act. spec/identity §5 (2)</summary>
public sealed class ActNonce : IEquatable<ActNonce>
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly byte[] bytes;

    private ActNonce(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Draws a new one.</summary>
    public static ActNonce Draw() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Takes exactly 32 bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ActNonce? nonce)
    {
        nonce = encoded.Length == Length ? new ActNonce(encoded.ToArray()) : null;
        return nonce is not null;
    }

    /// <inheritdoc/>
    public bool Equals(ActNonce? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActNonce);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(bytes);
}
