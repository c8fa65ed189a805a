using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Canonical;

namespace Vote.Crypto.Ballots;

/// <summary>An election's name in addresses: 16 random bytes as 32 lower-case hexadecimal digits. Not the election hash. spec §3.2</summary>
public sealed record ElectionId
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 16;

    private ElectionId(string hex) => Hex = hex;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>A fresh name.</summary>
    public static ElectionId Generate() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length)));

    /// <summary>Takes exactly 32 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ElectionId? id)
    {
        id = text.Length == 2 * Length && text.All(character => char.IsAsciiDigit(character) || character is >= 'a' and <= 'f')
            ? new(text)
            : null;
        return id is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;
}

/// <summary>32 random bytes that make two manifests differ whatever else they share. Public. spec §3.2</summary>
/// <param name="Value">The bytes; not a hash of anything.</param>
public sealed record ElectionNonce(Digest Value)
{
    /// <summary>A fresh nonce.</summary>
    public static ElectionNonce Generate() =>
        Digest.TryDecode(RandomNumberGenerator.GetBytes(Digest.Length), out var value) ? new(value) : throw new UnreachableException();
}
