using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto.ElGamal;

/// <summary>
/// An ElGamal ciphertext (A, B) = (r·G, M + r·Y). spec §2.3. One that was decoded has no identity half; a sum may have.
/// </summary>
public sealed record Ciphertext(Point A, Point B)
{
    /// <summary>Length of the encoding A ‖ B in bytes.</summary>
    public const int Size = 2 * Point.Size;

    /// <summary>The sum of no ciphertexts.</summary>
    public static Ciphertext Zero { get; } = new(Point.Identity, Point.Identity);

    /// <summary>Encrypts the sum of both messages.</summary>
    public static Ciphertext operator +(Ciphertext left, Ciphertext right) => new(left.A + right.A, left.B + right.B);

    /// <summary>Encrypts the difference of both messages.</summary>
    public static Ciphertext operator -(Ciphertext left, Ciphertext right) => new(left.A - right.A, left.B - right.B);

    /// <summary>The public multiple of a public ciphertext.</summary>
    public static Ciphertext MultiplyVartime(Scalar k, Ciphertext ciphertext) =>
        new(Point.MultiplyVartime(k, ciphertext.A), Point.MultiplyVartime(k, ciphertext.B));

    /// <summary>Takes exactly 66 bytes, two elements; the identity has no encoding.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Ciphertext? ciphertext)
    {
        ciphertext = encoded.Length == Size && TryDecodeMany(encoded, out var one) ? one[0] : null;
        return ciphertext is not null;
    }

    /// <summary>Decodes ciphertexts written one after the other; one failure or a remainder fails all.</summary>
    public static bool TryDecodeMany(ReadOnlySpan<byte> concatenated, [NotNullWhen(true)] out Ciphertext[]? ciphertexts)
    {
        ciphertexts = null;
        if (concatenated.Length % Size != 0 || !Point.TryDecodeMany(concatenated, out var points))
        {
            return false;
        }

        ciphertexts = new Ciphertext[points.Length / 2];
        for (var i = 0; i < ciphertexts.Length; i++)
        {
            ciphertexts[i] = new(points[2 * i], points[(2 * i) + 1]);
        }

        return true;
    }

    /// <summary>All encodings, one after the other.</summary>
    /// <exception cref="InvalidOperationException">A half is the identity.</exception>
    public static byte[] EncodeMany(IReadOnlyCollection<Ciphertext> ciphertexts) =>
        Point.EncodeMany([.. ciphertexts.SelectMany(ciphertext => new[] { ciphertext.A, ciphertext.B })]);

    /// <summary>The 66 bytes.</summary>
    /// <exception cref="InvalidOperationException">A half is the identity.</exception>
    public byte[] Encode() => EncodeMany([this]);
}
