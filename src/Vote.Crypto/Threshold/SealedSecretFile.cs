using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Vote.Canonical;

namespace Vote.Crypto.Threshold;

/// <summary>
/// A secret under a passphrase: AES-256-GCM with a key by PBKDF2-HMAC-SHA256. Every private key file of the system has this form.
/// </summary>
/// <remarks>
/// Canonical JSON <c>{cipher, ciphertext, iterations, kdf, label, nonce, salt, type}</c>; all other fields are the cipher's associated data, so a
/// file cannot be relabelled or weakened. Salt and nonce are fresh for each file.
/// </remarks>
public sealed class SealedSecretFile
{
    /// <summary>Rounds of PBKDF2 for a new file, and the fewest accepted.</summary>
    public const int Iterations = 600_000;

    /// <summary>No secret is longer, in bytes.</summary>
    public const int MaximumSecretLength = 1024 * 1024;

    // A foreign file must not be able to keep us busy for hours.
    private const int MaximumIterations = 10_000_000;
    private const int SaltSize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;
    private const string Ciphertext = "ciphertext";

    private readonly CanonicalObject header;
    private readonly byte[] ciphertext;
    private readonly int iterations;
    private readonly byte[] salt;
    private readonly byte[] nonce;

    private SealedSecretFile(SecretLabel label, int iterations, byte[] salt, byte[] nonce, byte[] ciphertext)
    {
        (Label, this.iterations, this.salt, this.nonce, this.ciphertext) = (label, iterations, salt, nonce, ciphertext);
        header = CanonicalObject.Of(
            ("cipher", CanonicalValue.Text("AES-256-GCM")),
            ("iterations", CanonicalValue.Number(iterations)),
            ("kdf", CanonicalValue.Text("PBKDF2-HMAC-SHA256")),
            ("label", CanonicalValue.Text(label.Value)),
            ("nonce", CanonicalValue.Bytes(nonce)),
            ("salt", CanonicalValue.Bytes(salt)),
            ("type", CanonicalValue.Text("tsukuba-vote/sealed-secret/v1")));
    }

    /// <summary>What is in the file; readable without the passphrase, and bound to the secret.</summary>
    public SecretLabel Label { get; }

    /// <summary>Seals a secret; the caller wipes its own copy.</summary>
    /// <param name="label">What the secret is.</param>
    /// <param name="secret">At most 1 MiB.</param>
    /// <param name="passphrase">Used as the UTF-8 bytes of what was typed; not empty.</param>
    /// <exception cref="ArgumentException">The passphrase is empty or the secret too long.</exception>
    public static SealedSecretFile Seal(SecretLabel label, ReadOnlySpan<byte> secret, ReadOnlySpan<char> passphrase)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secret.Length, MaximumSecretLength, nameof(secret));
        if (passphrase.IsEmpty)
        {
            throw new ArgumentException("A passphrase has characters.", nameof(passphrase));
        }

        var file = new SealedSecretFile(
            label,
            Iterations,
            RandomNumberGenerator.GetBytes(SaltSize),
            RandomNumberGenerator.GetBytes(NonceSize),
            new byte[secret.Length + TagSize]);
        using var cipher = file.Cipher(passphrase);
        var body = file.ciphertext.AsSpan(0, secret.Length);
        cipher.Encrypt(file.nonce, secret, body, file.ciphertext.AsSpan(secret.Length), file.header.Encode());
        return file;
    }

    /// <summary>Reads the only encoding. Whether the passphrase fits is not known yet.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out SealedSecretFile? file)
    {
        file = null;
        if (encoded.Length > MaximumSecretLength * 2 || !ObjectReader.TryParse(encoded, out var reader))
        {
            return false;
        }

        var labelText = reader.Text("label");
        reader.Require(SecretLabel.IsValid(labelText));
        var rounds = reader.Count("iterations", Iterations, MaximumIterations);
        var (fileSalt, fileNonce, bytes) = (reader.Bytes("salt", SaltSize), reader.Bytes("nonce", NonceSize), reader.Bytes(Ciphertext));
        reader.Literal("cipher", "AES-256-GCM");
        reader.Literal("kdf", "PBKDF2-HMAC-SHA256");
        reader.Literal("type", "tsukuba-vote/sealed-secret/v1");
        reader.Require(bytes.Length is >= TagSize and <= MaximumSecretLength + TagSize);
        file = reader.Finish() ? new SealedSecretFile(new SecretLabel(labelText), rounds, fileSalt, fileNonce, bytes) : null;
        return file is not null;
    }

    /// <summary>The only encoding.</summary>
    public byte[] Encode() => header.With(Ciphertext, CanonicalValue.Bytes(ciphertext)).Encode();

    /// <summary>The secret; false for another passphrase or a changed file. The caller wipes it.</summary>
    public bool TryOpen(ReadOnlySpan<char> passphrase, [NotNullWhen(true)] out byte[]? secret)
    {
        var opened = new byte[ciphertext.Length - TagSize];
        using var cipher = Cipher(passphrase);
        try
        {
            cipher.Decrypt(nonce, ciphertext.AsSpan(0, opened.Length), ciphertext.AsSpan(opened.Length), opened, header.Encode());
        }
        catch (AuthenticationTagMismatchException)
        {
            secret = null;
            return false;
        }

        secret = opened;
        return true;
    }

    private AesGcm Cipher(ReadOnlySpan<char> passphrase)
    {
        var typed = new byte[Encoding.UTF8.GetByteCount(passphrase)];
        Encoding.UTF8.GetBytes(passphrase, typed);
        var key = Rfc2898DeriveBytes.Pbkdf2(typed, salt, iterations, HashAlgorithmName.SHA256, KeySize);
        var cipher = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(typed);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}

/// <summary>What a secret file holds, such as <c>ceremony-state</c>: 1 to 64 lower-case letters, digits and hyphens.</summary>
public sealed record SecretLabel
{
    private const int MaximumLength = 64;

    /// <exception cref="ArgumentException">Other characters or another length.</exception>
    public SecretLabel(string value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentException("A label is 1 to 64 lower-case letters, digits and hyphens.", nameof(value));
        }

        Value = value;
    }

    /// <summary>The characters.</summary>
    public string Value { get; }

    /// <summary>Whether a label can have these characters.</summary>
    public static bool IsValid(string value) =>
        value.Length is > 0 and <= MaximumLength
        && value.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    public override string ToString() => Value;
}
