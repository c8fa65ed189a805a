using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold;

/// <summary>What everyone knows of a trustee after the ceremony. spec §3.2</summary>
/// <param name="Name">Its name as it gave it.</param>
/// <param name="Signing">The key that signs its shuffles and shares.</param>
/// <param name="Verification">X_j = x_j·G.</param>
public sealed record TrusteeKey(string Name, SignatureKey Signing, Point Verification);

/// <summary>The public outcome of a key ceremony. spec §5</summary>
/// <param name="Policy">t and n.</param>
/// <param name="ElectionKey">Y, the sum of the constant terms.</param>
/// <param name="Trustees">By number: trustee 1 first.</param>
/// <param name="Ceremony">The ceremony hash.</param>
/// <param name="Transcript">The transcript hash that all confirmed.</param>
public sealed record TrusteeKeys(
    ThresholdPolicy Policy, ElectionKey ElectionKey, IReadOnlyList<TrusteeKey> Trustees, Digest Ceremony, Digest Transcript)
{
    /// <summary>The keys of one trustee; a number above n throws <see cref="ArgumentOutOfRangeException"/>.</summary>
    public TrusteeKey Of(TrusteeIndex trustee) => Trustees[trustee.Value - 1];
}
