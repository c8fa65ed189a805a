using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Hpke;

/// <summary>A receiver's secret key: a scalar other than zero, wiped on disposal. spec §9</summary>
public sealed class HpkePrivateKey : IDisposable
{
    /// <summary>Length of the encoding in bytes.</summary>
    public const int Length = Scalar.Size;

    private Scalar secret;
    private bool disposed;

    private HpkePrivateKey(Scalar secret)
    {
        this.secret = secret;
        Public = new HpkePublicKey(secret * Point.Generator);
    }

    /// <summary>The public key.</summary>
    public HpkePublicKey Public { get; }

    /// <summary>A fresh key.</summary>
    public static HpkePrivateKey Generate() => new(Scalar.Random());

    /// <summary>Reads 32 big-endian bytes from 1 to n − 1; every other input fails.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out HpkePrivateKey? key)
    {
        key = Scalar.TryDecode(bytes, out var scalar) && !scalar.IsZero ? new HpkePrivateKey(scalar) : null;
        return key is not null;
    }

    /// <summary>The 32 bytes, for a key file. The caller wipes them.</summary>
    public byte[] Encode()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return secret.Encode();
    }

    public void Dispose()
    {
        secret = Scalar.Zero;
        disposed = true;
    }

    /// <summary>The key that RFC 9180 §7.1.3 derives from keying material of at least 32 bytes.</summary>
    internal static HpkePrivateKey Derive(ReadOnlySpan<byte> material)
    {
        const int attempts = 256;
        var prk = LabeledKdf.Kem.Extract([], "dkp_prk"u8, material);
        try
        {
            for (var counter = 0; counter < attempts; counter++)
            {
                var candidate = LabeledKdf.Kem.Expand(prk, "candidate"u8, [(byte)counter], Length);
                var found = TryDecode(candidate, out var key);
                CryptographicOperations.ZeroMemory(candidate);
                if (found)
                {
                    return key!;
                }
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(prk);
        }

        throw new CryptographicException("No key in 256 attempts; each fails with a chance of 2⁻³².");
    }

    /// <summary>The x-coordinate of secret·other, 32 bytes. Constant time. The caller wipes it. RFC 9180 §4.1, §7.1.1</summary>
    internal byte[] Agree(HpkePublicKey other)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var x = new byte[Scalar.Size];
        Span<byte> y = stackalloc byte[Scalar.Size];

        // The order is prime, the scalar not zero and the element not the identity, so the product has coordinates.
        (secret * other.Point).TryGetCoordinates(x, y);
        CryptographicOperations.ZeroMemory(y);
        return x;
    }
}
