namespace Vote.Crypto.Sigma;

/// <summary>The 32 bytes that tie a sponge to one purpose. draft-irtf-cfrg-fiat-shamir "Session identifiers".</summary>
public sealed class SessionId
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private readonly byte[] bytes;

    /// <summary>Wraps 32 bytes as they are; outside of test vectors a session id is derived.</summary>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    internal SessionId(ReadOnlySpan<byte> value)
    {
        if (value.Length != Size)
        {
            throw new ArgumentException($"A session id has {Size} bytes.", nameof(value));
        }

        bytes = value.ToArray();
    }

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    private static ReadOnlySpan<byte> DerivationLabel => "irtf-cfrg-fiat-shamir/session-id"u8;

    /// <summary>Derives the session id of a tag of any length.</summary>
    public static SessionId Derive(ReadOnlySpan<byte> tag)
    {
        using var sponge = new DuplexSponge(new SessionId(DerivationLabel));
        sponge.Absorb(tag);
        return new SessionId(sponge.Squeeze(Size));
    }
}
