using Vote.Canonical;

namespace Vote.Crypto.ElGamal;

/// <summary>SHA-256 of the canonical manifest: the election's only root of trust, and the scope of its proofs. spec §3.1</summary>
/// <param name="Value">The 32 bytes.</param>
public sealed record ElectionHash(Digest Value)
{
    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Value.Bytes;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToHex();
}
