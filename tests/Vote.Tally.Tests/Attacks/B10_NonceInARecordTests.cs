using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>B10 on a whole record: every file of it, looked through for the seed and each encryption scalar of a ballot, and for the trustees' secrets.</summary>
[Collection(MockElectionCollection.Name)]
public sealed class B10_NonceInARecordTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public async Task NoFileHoldsASecretOfTheRun()
    {
        List<byte[]> secrets = [.. Forge.Trustees.Select(trustee => trustee.Secret.Value.Encode())];
        using var seed = BallotSeed.Generate();
        var bytes = new byte[BallotSeed.Length];
        seed.CopyTo(bytes);
        secrets.Add(bytes);
        var added = NewVoter(context =>
        {
            var manifest = Forge.Manifest;
            secrets.AddRange(manifest.Questions.SelectMany(question => Enumerable.Range(1, question.CiphertextCount).Select(index =>
                seed.EncryptionScalar(manifest.Hash, context.Credential, context.Position.Sequence, question.Number, index).Encode())));
            return new BallotEncryptor(manifest.Election).Encrypt(context, seed, [Selection.Blank, Selection.Blank]).Encode();
        });
        Assert.Equal(3 + 1 + Forge.Manifest.Election.Style.CiphertextCount, secrets.Count);

        var folder = await Forge.WriteAsync(Forge.Complete([.. await Forge.VotingAsync(), .. added]));
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var content = await File.ReadAllBytesAsync(file.FullName);
            foreach (var secret in secrets)
            {
                Assert.Equal(-1, content.AsSpan().IndexOf(secret));
                Assert.Equal(-1, content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret))));

                // In base64url a secret can start at each of three places; its inner characters are the same.
                for (var shift = 0; shift < 3; shift++)
                {
                    var inner = Base64Url.Encode([.. new byte[shift], .. secret])[4..^4];
                    Assert.Equal(-1, content.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(inner)));
                }
            }
        }
    }
}
