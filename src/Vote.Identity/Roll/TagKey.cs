using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Vote.Identity.Roll;

/// <summary>
/// K_election, 32 secret random bytes of the registrar, used for tags alone and deleted with the roll. spec/identity §7 (3)
/// </summary>
public sealed class TagKey : IDisposable
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly byte[] key;

    private TagKey(byte[] key) => this.key = key;

    /// <summary>Draws a new one.</summary>
    public static TagKey Draw() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Takes exactly 32 bytes; the caller wipes its copy.</summary>
    public static bool TryImport(ReadOnlySpan<byte> secret, [NotNullWhen(true)] out TagKey? key)
    {
        key = secret.Length == Length ? new TagKey(secret.ToArray()) : null;
        return key is not null;
    }

    /// <summary>A copy for the registrar's key file. The caller wipes it.</summary>
    public byte[] Export() => [.. key];

    /// <summary>A person's tag in this election: HMAC-SHA256(K_election, row id).</summary>
    public PersonTag TagOf(RollRowId row) => new(HMACSHA256.HashData(key, row.Bytes));

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}

/// <summary>
/// A person in one election, 32 bytes. Private: it never leaves registrar and sealed records, and has no text form.
/// </summary>
public sealed class PersonTag : IEquatable<PersonTag>
{
    private readonly byte[] bytes;

    internal PersonTag(byte[] bytes) => this.bytes = bytes;

    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <inheritdoc/>
    public bool Equals(PersonTag? other) => other is not null && CryptographicOperations.FixedTimeEquals(bytes, other.bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PersonTag);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(bytes);
}
