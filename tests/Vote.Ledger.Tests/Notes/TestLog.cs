using Vote.Ledger.Notes;

namespace Vote.Ledger.Tests.Notes;

/// <summary>A log's name and keys, made from fixed seeds.</summary>
internal sealed class TestLog : IDisposable
{
    internal LogOrigin Origin { get; } = LogOrigin.TryParse("vote.example/log/000102030405060708090a0b0c0d0e0f", out var origin)
        ? origin
        : throw new InvalidOperationException("a bad name in the tests");

    internal Ed25519SecretKey Key { get; } = SecretOf(1);

    internal Ed25519SecretKey AcceptKey { get; } = SecretOf(2);

    internal Ed25519SecretKey[] Witnesses { get; } = [SecretOf(3), SecretOf(4), SecretOf(5)];

    public void Dispose()
    {
        Key.Dispose();
        AcceptKey.Dispose();
        Array.ForEach(Witnesses, witness => witness.Dispose());
    }

    internal static Ed25519SecretKey SecretOf(byte seed) =>
        Ed25519SecretKey.TryImport(Enumerable.Repeat(seed, 32).ToArray(), out var secret)
            ? secret
            : throw new InvalidOperationException("a bad seed in the tests");

    internal static string WitnessName(int number) => $"witness.example/w{number + 1}";

    internal WitnessPolicy Policy(int quorum) => new(
        [.. Witnesses.Select((key, i) => new NoteKey(WitnessName(i), NoteSignatureType.Cosignature, key.Public))], quorum);
}
