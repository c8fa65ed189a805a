using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Hpke;
using Vote.Crypto.Sigma;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>Whole messages of a trustee that lies under its own name.</summary>
internal static class Lie
{
    /// <summary>A reveal of another polynomial than the one committed to, honestly proven.</summary>
    public static RevealMessage Reveal(TestCeremony ceremony, int index, Polynomial polynomial)
    {
        var (hash, trustee) = (ceremony.Commits[0].Ceremony, new TrusteeIndex(index + 1));
        var revealed = TrusteeKeyProof.Prove(hash, trustee, polynomial, SystemNonces.Instance);
        return RevealMessage.Create(hash, trustee, revealed, ceremony.Signing[index]);
    }

    /// <summary>Shares with any plaintext, sealed on any route.</summary>
    public static ShareMessage Sealing(
        TestCeremony ceremony,
        int index,
        Func<TrusteeIndex, byte[]> plaintextFor,
        Func<ShareRoute, ShareRoute>? reroute = null,
        SigningKey? signer = null)
    {
        var (hash, sender) = (ceremony.Commits[0].Ceremony, new TrusteeIndex(index + 1));
        var shares = ceremony.Identities.Where(receiver => receiver.Trustee != sender).Select(receiver =>
        {
            var route = new ShareRoute(hash, sender, receiver.Trustee);
            var info = (reroute?.Invoke(route) ?? route).Info();
            return new SealedShare(receiver.Trustee, HpkeBase.Seal(receiver.Encryption, info, [], plaintextFor(receiver.Trustee)));
        });
        return ShareMessage.Create(hash, sender, shares, signer ?? ceremony.Signing[index]);
    }

    /// <summary>Trustee 1 complains, whatever there is to complain of, with its own key or another.</summary>
    public static ComplaintMessage Complaint(TestCeremony ceremony, RevealMessage reveal, ShareMessage share, HpkePrivateKey? key = null)
    {
        // The exported state is magic ‖ u16be(length) ‖ signing key ‖ HPKE key ‖ …
        var secrets = ceremony.Shared[0].Export().AsSpan("tsukuba-vote/ceremony-state/v1\0"u8.Length + sizeof(ushort));
        var body = CanonicalObject.Of(
            ("ceremony", CanonicalValue.Hash(ceremony.Commits[0].Ceremony)),
            ("key", CanonicalValue.Bytes(key?.Encode() ?? secrets.Slice(SigningKey.SecretLength, HpkePrivateKey.Length).ToArray())),
            ("reveal", reveal.Source),
            ("share", share.Source),
            ("trustee", CanonicalValue.Number(1)),
            ("type", CanonicalValue.Text("ceremony-complaint")));
        return Forge.Sign<ComplaintMessage>(body, ceremony.Signing[0]);
    }
}
