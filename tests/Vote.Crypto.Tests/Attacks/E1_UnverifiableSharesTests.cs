using Vote.Crypto.Group;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E1: shares that nobody can check, or that everybody can read. Each is sealed to its receiver, checked against the sender's commitments, and a wrong one is a
/// complaint by name (also in <c>CeremonyFaultTests</c>).
/// </summary>
public sealed class E1_UnverifiableSharesTests
{
    /// <summary>Everything that goes over the wire in a ceremony, looked through for every share and every trustee's sum.</summary>
    [Fact]
    public void NoMessageContainsAShareInTheClear()
    {
        using var ceremony = TestCeremony.AtConfirms(2, 3);
        var record = ceremony.Record().Encode();
        List<byte[]> wire = [record, .. ceremony.Shares.SelectMany(message => message.Shares).Select(share => share.Ciphertext.ToArray())];
        foreach (var trustee in ceremony.Confirmed)
        {
            var secret = trustee.Secret.Value;
            byte[][] spellings =
            [
                secret.Encode(),
                [.. secret.Encode().Reverse()],
                System.Text.Encoding.ASCII.GetBytes(Vote.Canonical.Base64Url.Encode(secret.Encode())),
                System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret.Encode())),
            ];
            Assert.All(wire, bytes => Assert.All(spellings, spelling => Assert.Equal(-1, bytes.AsSpan().IndexOf(spelling))));
        }
    }

    /// <summary>A share plus one, sealed and signed as it should be.</summary>
    [Fact]
    public void AWrongShareIsAComplaintAgainstItsSender()
    {
        using var ceremony = TestCeremony.AtShares(2, 3);
        var (hash, sender) = (ceremony.Commits[1].Ceremony, new TrusteeIndex(2));
        var shares = ceremony.Identities.Where(receiver => receiver.Trustee != sender).Select(receiver =>
        {
            using var ephemeral = Vote.Crypto.Hpke.HpkePrivateKey.Generate();
            return SealedShare.Seal(new ShareRoute(hash, sender, receiver.Trustee), Scalar.FromInt64(5), receiver.Encryption, ephemeral);
        });
        var wrong = ShareMessage.Create(hash, sender, shares, ceremony.Signing[1]);
        var fault = Assert.Single(TestCeremony.Refused(ceremony.Shared[0].Confirm(Forge.With(ceremony.Shares, 1, wrong))));
        Assert.Equal((CeremonyFaultKind.BadShare, sender), (fault.Kind, Assert.Single(fault.Culprits)));
    }

    /// <summary>A sealed share opens on its own route alone: not for another receiver, from another sender or in another ceremony.</summary>
    [Fact]
    public void AShareOpensOnItsOwnRouteAlone()
    {
        using var key = Vote.Crypto.Hpke.HpkePrivateKey.Generate();
        using var ephemeral = Vote.Crypto.Hpke.HpkePrivateKey.Generate();
        var route = new ShareRoute(Vote.Canonical.Digest.Zero, new TrusteeIndex(1), new TrusteeIndex(2));
        var share = SealedShare.Seal(route, Scalar.FromInt64(5), key.Public, ephemeral);
        Assert.True(share.TryOpen(route, key, out var opened));
        Assert.Equal(Scalar.FromInt64(5), opened);
        ShareRoute[] others =
        [
            route with { Ceremony = Vote.Canonical.Digest.Sha256("other"u8) },
            route with { Sender = new TrusteeIndex(3) },
            route with { Receiver = new TrusteeIndex(3) },
        ];
        Assert.All(others, other => Assert.False(share.TryOpen(other, key, out _)));
    }
}
