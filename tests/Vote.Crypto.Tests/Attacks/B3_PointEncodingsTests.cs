using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B3: P-256 has cofactor 1, so there are no points of low order; what is left are points off the curve, x ≥ p, other forms and the identity. Each in every
/// field that holds a point: here by the decoders, in proofs by A19, and over HTTP by B3 of the server's tests.
/// </summary>
public sealed class B3_PointEncodingsTests
{
    private delegate bool Decoder(byte[] bytes);

    private static readonly Dictionary<string, Decoder> Decoders = new(StringComparer.Ordinal)
    {
        ["element"] = bytes => Point.TryDecode(bytes, out _),
        ["many elements"] = bytes => bytes.Length > 0 && Point.TryDecodeMany(bytes, out _),
        ["A of a ciphertext"] = bytes => Ciphertext.TryDecode([.. bytes, .. Point.Generator.Encode()], out _),
        ["B of a ciphertext"] = bytes => Ciphertext.TryDecode([.. Point.Generator.Encode(), .. bytes], out _),
        ["election key"] = bytes => ElectionKey.TryDecode(bytes, out _),
        ["signature key"] = bytes => SignatureKey.TryDecode(bytes, out _),
        ["HPKE key"] = bytes => HpkePublicKey.TryDecode(bytes, out _),
    };

    [Fact]
    public void EveryDecoderTakesAPointAndNothingElse()
    {
        foreach (var (name, decode) in Decoders)
        {
            Assert.True(decode(Sample.RandomPoint().Encode()), name);
            foreach (var (kind, bytes) in WrongPoints.OfThirtyThree.Concat(WrongPoints.OfOtherLengths))
            {
                Assert.False(decode(bytes), $"{name}: {kind}");
            }
        }
    }

    /// <summary>Every 33-byte string of a manifest, found by its length: keys of trustees, officers, registrar, auditors, and the election's.</summary>
    [Fact]
    public void EveryKeyOfAManifest()
    {
        var keys = Points(SampleManifest.Object).ToArray();
        Assert.Equal(1 + (2 * 3) + 2 + 1 + 3, keys.Length);
        foreach (var key in keys)
        {
            foreach (var (kind, bytes) in WrongPoints.OfThirtyThree)
            {
                var changed = Replace(SampleManifest.Object, key, Base64Url.Encode(bytes));
                Assert.False(Manifest.TryRead((CanonicalObject)changed, out _, out _), kind);
            }
        }
    }

    /// <summary>Signing and encryption keys, coefficients: in every message of a ceremony.</summary>
    [Fact]
    public void EveryPointOfACeremony()
    {
        using var ceremony = TestCeremony.AtReveals(2, 2);
        CanonicalObject identity = ceremony.Identities[0].Source, reveal = ceremony.Reveals[0].Source;
        foreach (var (kind, bytes) in WrongPoints.OfThirtyThree)
        {
            var text = Base64Url.Encode(bytes);
            Assert.All(Points(identity), point => Assert.False(IdentityMessage.TryRead((CanonicalObject)Replace(identity, point, text), out _), kind));
            Assert.All(Points(reveal), point => Assert.False(RevealMessage.TryRead((CanonicalObject)Replace(reveal, point, text), out _), kind));
        }

        Assert.Equal((2, 2), (Points(identity).Count(), Points(reveal).Count()));
    }

    /// <summary>44 characters that spell a point.</summary>
    private static IEnumerable<string> Points(CanonicalValue value) => value switch
    {
        CanonicalString text when Base64Url.TryDecode(text.Value, out var bytes) && Point.TryDecode(bytes, out _) => [text.Value],
        CanonicalArray list => list.Items.SelectMany(Points),
        CanonicalObject node => node.Names.SelectMany(name => node.TryGet(name, out var field) ? Points(field) : []),
        _ => [],
    };

    private static CanonicalValue Replace(CanonicalValue value, string old, string text) => value switch
    {
        CanonicalString one when one.Value == old => CanonicalValue.Text(text),
        CanonicalArray list => CanonicalValue.List(list.Items.Select(item => Replace(item, old, text))),
        CanonicalObject node => CanonicalObject.Of(
            [.. node.Names.Select(name => (name, Replace(node.TryGet(name, out var field) ? field : throw new InvalidOperationException(), old, text)))]),
        _ => value,
    };
}
