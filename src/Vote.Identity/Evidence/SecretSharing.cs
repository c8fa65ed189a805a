using System.Security.Cryptography;

namespace Vote.Identity.Evidence;

/// <summary>
/// Shamir's scheme, 2 of 3, byte by byte over GF(2⁸) with x⁸ + x⁴ + x³ + x + 1: share i of a secret byte s is s + a·i with
/// a fresh random a for each byte, i = 1, 2, 3. One share says nothing. spec/identity §10 (3)
/// </summary>
internal static class SecretSharing
{
    /// <summary>Number of shares.</summary>
    public const int Count = 3;

    /// <summary>The shares 1, 2, 3 of a secret, each of its length. The caller wipes them.</summary>
    public static byte[][] Split(ReadOnlySpan<byte> secret)
    {
        var slope = RandomNumberGenerator.GetBytes(secret.Length);
        var shares = Split(secret, slope);
        CryptographicOperations.ZeroMemory(slope);
        return shares;
    }

    /// <summary>The same with given slopes, for known answers.</summary>
    internal static byte[][] Split(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> slope)
    {
        var shares = new byte[Count][];
        for (var i = 0; i < Count; i++)
        {
            shares[i] = new byte[secret.Length];
            for (var k = 0; k < secret.Length; k++)
            {
                shares[i][k] = (byte)(secret[k] ^ Multiply(slope[k], (byte)(i + 1)));
            }
        }

        return shares;
    }

    /// <summary>The secret from two shares with distinct numbers 1..3, of one length.</summary>
    public static byte[] Combine(int first, ReadOnlySpan<byte> firstShare, int second, ReadOnlySpan<byte> secondShare)
    {
        // Lagrange at 0: second/(second − first) and first/(first − second); minus is plus here.
        var inverse = Invert((byte)(first ^ second));
        var firstWeight = Multiply((byte)second, inverse);
        var secondWeight = Multiply((byte)first, inverse);
        var secret = new byte[firstShare.Length];
        for (var k = 0; k < secret.Length; k++)
        {
            secret[k] = (byte)(Multiply(firstShare[k], firstWeight) ^ Multiply(secondShare[k], secondWeight));
        }

        return secret;
    }

    /// <summary>The product, without branches or tables that depend on the factors.</summary>
    internal static byte Multiply(byte left, byte right)
    {
        int product = 0, shifted = left;
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= shifted & -((right >> bit) & 1);
            shifted = (shifted << 1) ^ (0x11B & -(shifted >> 7));
        }

        return (byte)product;
    }

    // x²⁵⁴; share numbers are public.
    private static byte Invert(byte value)
    {
        var power = value;
        for (var i = 0; i < 253; i++)
        {
            power = Multiply(power, value);
        }

        return power;
    }
}
