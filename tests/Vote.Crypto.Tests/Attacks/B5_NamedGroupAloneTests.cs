using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B5: Moscow's keys of less than 256 bits. The group is part of the program: a manifest has no field that could name another, and keys of other groups have
/// no encoding here. A whole record that names another group is refused by B5 of the tally's tests.
/// </summary>
public sealed class B5_NamedGroupAloneTests
{
    [Theory]
    [InlineData("group")]
    [InlineData("suite")]
    [InlineData("curve")]
    [InlineData("p")]
    [InlineData("g")]
    [InlineData("generator")]
    public void RefusesAManifestThatNamesAGroup(string field)
    {
        Assert.True(Manifest.TryRead(SampleManifest.Object, out _, out _));
        Assert.False(Manifest.TryRead(SampleManifest.Object.With(field, CanonicalValue.Text("P-256")), out _, out _));
    }

    [Fact]
    public void RefusesEveryOtherVersion()
    {
        foreach (var version in new long[] { 0, 2, 256 })
        {
            Assert.False(Manifest.TryRead(SampleManifest.Object.Without("version").With("version", CanonicalValue.Number(version)), out _, out _));
        }
    }

    /// <summary>Keys of the curves that the platform knows, in their own compressed form.</summary>
    [Fact]
    public void RefusesKeysOfOtherCurves()
    {
        foreach (var curve in new[] { ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521, ECCurve.CreateFromFriendlyName("secp256k1") })
        {
            using var key = ECDsa.Create(curve);
            var q = key.ExportParameters(includePrivateParameters: false).Q;
            byte[] compressed = [(byte)(2 + (q.Y![^1] & 1)), .. q.X!];
            var decodes = ElectionKey.TryDecode(compressed, out _);

            // Half of all x of 32 bytes are some point's; such bytes are then a point of P-256, whatever they were meant to be.
            Assert.True(!decodes || compressed.Length == Point.Size);
            Assert.Equal(decodes, SignatureKey.TryDecode(compressed, out _));
            Assert.False(curve.Oid.FriendlyName != "secp256k1" && decodes);
        }
    }

    /// <summary>Sizes of spec §2.1, and the suite that every tag names.</summary>
    [Fact]
    public void HasTheSizesOfP256()
    {
        Assert.Equal((33, 32, 66, 33), (Point.Size, Scalar.Size, Ciphertext.Size, SignatureKey.Length));
        var tag = System.Text.Encoding.ASCII.GetString(new ProofTag(new byte[32], ProofPurpose.Ballot, new byte[32]).Encode());
        Assert.EndsWith("-sigma-proofs_Shake128_P256", tag, StringComparison.Ordinal);
    }
}
