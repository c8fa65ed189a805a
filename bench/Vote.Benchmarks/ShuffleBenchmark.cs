using Vote.Canonical;
using Vote.Crypto;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Threshold;

namespace Vote.Benchmarks;

/// <summary>Shuffling and decrypting, a ciphertext at a time: processor time of all cores, as <c>openssl speed</c> counts it too.</summary>
internal static class ShuffleBenchmark
{
    private const int Count = 10_000;

    public static void Run(TextWriter output)
    {
        var unit = Stopwatches.OpenSslEcdh();
        Stopwatches.Line(output, "openssl speed ecdhp256", unit, unit);
        var election = new ElectionHash(Digest.Sha256("benchmark"u8));
        using var secret = new SecretShare(new TrusteeIndex(1), Scalar.Random());
        var key = new ElectionKey(secret.VerificationKey());
        var generators = new ElectionGenerators(election, key);
        generators.CommitmentBases(Count, CancellationToken.None);
        var input = new CiphertextRows(1, [.. Enumerable.Range(1, Count).Select(m => key.EncryptNumber(Scalar.FromInt64(m), Scalar.Random()))]);
        var statement = new ShuffleStatement(election, (key, generators), new(1, 1, 1), input);

        ShuffledRows? shuffled = null;
        Once(output, "shuffle and prove, per ciphertext", unit, () => shuffled = Shuffler.Shuffle(statement, null, CancellationToken.None));
        Once(output, "verify a shuffle, per ciphertext", unit, () => ShuffleVerifier.Verify(statement, shuffled!));

        var decryption = new DecryptionStatement(election, Digest.Zero, new DecryptionInput(input.Cells));
        DecryptionShare? share = null;
        Once(output, "decrypt and prove, per ciphertext", unit, () => share = DecryptionShare.Create(decryption, secret, null, CancellationToken.None));
        Once(output, "verify decryption, per ciphertext", unit, () => share!.Verify(decryption, key.Point));
    }

    /// <summary>The best of a few runs; the first ones compile.</summary>
    private static void Once(TextWriter output, string name, double unit, Action action)
    {
        const int rounds = 3;
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            action();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds);
        }

        Stopwatches.Line(output, name, best / Count, unit);
    }
}
