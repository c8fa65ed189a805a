using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold;

/// <summary>A trustee's secret x_j, wiped on disposal. spec §5</summary>
public sealed class SecretShare : IDisposable
{
    /// <summary>Length of the encoding in bytes.</summary>
    public const int Length = Scalar.Size;

    private Scalar secret;
    private bool disposed;

    internal SecretShare(TrusteeIndex trustee, Scalar secret) => (Trustee, this.secret) = (trustee, secret);

    /// <summary>Whose secret it is.</summary>
    public TrusteeIndex Trustee { get; }

    /// <summary>The scalar, for the prover; a copy that the caller wipes.</summary>
    internal Scalar Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return secret;
        }
    }

    /// <summary>Reads 32 big-endian bytes from 1 to n − 1.</summary>
    public static bool TryDecode(TrusteeIndex trustee, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SecretShare? share)
    {
        share = Scalar.TryDecode(bytes, out var scalar) && !scalar.IsZero ? new SecretShare(trustee, scalar) : null;
        return share is not null;
    }

    /// <summary>The 32 bytes, for a key file. The caller wipes them.</summary>
    public byte[] Encode() => Value.Encode();

    /// <summary>X_j = x_j·G, in constant time.</summary>
    public Point VerificationKey() => Value * Point.Generator;

    public void Dispose()
    {
        secret = Scalar.Zero;
        disposed = true;
    }
}
