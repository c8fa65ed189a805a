using Vote.Api.Ballots;
using Vote.Api.Tests.Ballots;
using Vote.Api.Tests.Elections;
using Vote.Api.Tests.Http;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Api.Tests.Attacks;

/// <summary>A7 over HTTP: a ciphertext, commitment or response more or fewer, of each question. All lengths follow from the manifest.</summary>
[Collection(HttpAttackCollection.Name)]
public sealed class A7_VectorLengthsOverHttpTests(VotedServer voted) : HttpAttack(voted)
{
    [Fact]
    public Task RefusesEveryVectorOfAnotherLength()
    {
        var (first, firstProof) = (Style.Questions[0].CiphertextCount * Ciphertext.Size, CiphertextLength + Style.Questions[0].ProofLength);
        (string, int, int)[] vectors =
        [
            ("ciphertexts of question 1", 0, first),
            ("ciphertexts of question 2", first, CiphertextLength),
            ("proof of question 1", CiphertextLength, firstProof),
            ("proof of question 2", firstProof, Style.PayloadLength),
        ];
        return RefusedAsync([.. vectors.SelectMany(vector => Lengths(vector.Item3 - vector.Item2).Select(length => (
            $"{vector.Item1}, {length} bytes",
            CastRefusal.Undecodable,
            Scene.Altered(payload => [.. payload[..vector.Item2], .. Cut(payload[vector.Item2..vector.Item3], length), .. payload[vector.Item3..]]))))]);
    }

    private static int[] Lengths(int length) => [.. new[] { 0, 32, 33, 66, length - 66, length - 33, length - 32, length + 32, length + 33, length + 66, 2 * length }
        .Distinct().Where(other => other >= 0 && other != length)];

    private static byte[] Cut(byte[] bytes, int length) => [.. Enumerable.Range(0, length).Select(i => bytes[i % bytes.Length])];
}
