using System.Text;
using System.Text.Json;
using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;
using Vote.Crypto.Tests.Vectors;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>spec/vectors/ceremony.json, made by the TypeScript implementation.</summary>
/// <remarks>Signatures there are deterministic and the platform's are not, so messages are compared without theirs.</remarks>
public sealed class CeremonyVectorTests
{
    [Fact]
    public void ReproducesAndJudgesEveryPinnedRecord()
    {
        using var file = VectorFile.Open("ceremony.json");
        var (accepted, rejected) = (0, 0);
        foreach (var vector in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var name = VectorFile.TextOf(vector, "name");
            var encoded = Encoding.UTF8.GetBytes(VectorFile.TextOf(vector, "record"));
            var holds = CeremonyRecord.TryDecode(encoded, out var record) && record.Verify().Holds;
            Assert.True(holds == (VectorFile.TextOf(vector, "expected") == "accept"), name);
            (accepted, rejected) = holds ? (accepted + 1, rejected) : (accepted, rejected + 1);
            if (holds)
            {
                Assert.Equal(encoded, record!.Encode());
                CompareKeys(vector, record);
                CompareMessages(vector, record);
            }
        }

        Assert.True(accepted >= 2 && rejected >= 25, $"{accepted} accepts and {rejected} rejects were seen");
    }

    private static void CompareKeys(JsonElement vector, CeremonyRecord record)
    {
        Assert.True(record.Verify().TryGetKeys(out var keys));
        Assert.Equal(vector.GetProperty("threshold").GetInt32(), keys.Policy.Threshold);
        Assert.Equal(VectorFile.TextOf(vector, "ceremony_hash"), keys.Ceremony.ToHex());
        Assert.Equal(VectorFile.TextOf(vector, "transcript_hash"), keys.Transcript.ToHex());
        Assert.Equal(VectorFile.HexOf(vector, "election_key"), keys.ElectionKey.Encode());
        Assert.Equal(
            vector.GetProperty("verification_keys").EnumerateArray().Select(key => key.GetString()),
            keys.Trustees.Select(trustee => Convert.ToHexStringLower(trustee.Verification.Encode())));

        var shares = Scalars(VectorFile.TextOf(vector, "secret_shares"));
        Assert.Equal(keys.Trustees.Select(trustee => trustee.Verification), shares.Select(share => share * Point.Generator));
    }

    /// <summary>Reveals with their proofs and sealed shares, byte by byte, from the pinned secrets.</summary>
    private static void CompareMessages(JsonElement vector, CeremonyRecord record)
    {
        var reader = new ObjectReader(record.Source);
        var log = CeremonyLog.Read(reader);
        var secrets = vector.GetProperty("secrets").EnumerateArray().ToArray();
        foreach (var (reveal, commit, shares) in log.Reveals.Zip(log.Commits, log.Shares))
        {
            var secret = secrets[reveal.Trustee.Value - 1];
            using var polynomial = new Polynomial(Scalars(VectorFile.TextOf(secret, "coefficients")));
            var nonces = new FixedNonces(Scalars(VectorFile.TextOf(secret, "proof_nonce")));
            var revealed = TrusteeKeyProof.Prove(log.Ceremony, reveal.Trustee, polynomial, nonces);
            Assert.Equal(reveal.Coefficients, revealed.Coefficients);
            Assert.Equal(reveal.Proof.ToArray(), revealed.Proof);
            Assert.Equal(reveal.Commitment, commit.Commitment);

            var ephemerals = VectorFile.HexOf(secret, "share_ephemerals").Chunk(HpkePrivateKey.Length).ToArray();
            foreach (var (share, bytes) in shares.Shares.Zip(ephemerals))
            {
                Assert.True(HpkePrivateKey.TryDecode(bytes, out var ephemeral));
                var receiver = log.Identities[share.Receiver.Value - 1].Encryption;
                var route = new ShareRoute(log.Ceremony, shares.Trustee, share.Receiver);
                var again = SealedShare.Seal(route, polynomial.At(share.Receiver), receiver, ephemeral);
                Assert.Equal(share.Ciphertext.ToArray(), again.Ciphertext.ToArray());
            }
        }
    }

    private static Scalar[] Scalars(string hex)
    {
        Assert.True(ProofLayout.TryDecodeScalars(Convert.FromHexString(hex), out var scalars));
        return scalars;
    }
}
