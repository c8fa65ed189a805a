using System.Diagnostics;
using System.Text;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Writing;

namespace Vote.Benchmarks.Ledger;

/// <summary>An election whose ballots carry bytes of the size of a 13-option approval ballot, but no proofs.</summary>
internal sealed class BenchmarkElection : IDisposable
{
    private const int PayloadLength = 6_700;

    private readonly SigningKey[] officers = [SigningKey.Generate(), SigningKey.Generate()];
    private readonly SigningKey registrar = SigningKey.Generate();
    private readonly Ed25519SecretKey log = Secret();
    private readonly Ed25519SecretKey accept = Secret();

    public BenchmarkElection()
    {
        var authors = new Authors(officers.Select(key => key.Public), 2, registrar.Public, []);
        Terms = new(
            new(Hash, authors, SlotCount: 1_000_000), new(Origin(), log.Public, WitnessPolicy.None));
    }

    public static PublishPolicy Publish { get; } = new(TimeSpan.FromSeconds(1), 1, TimeSpan.FromSeconds(1));

    public LedgerTerms Terms { get; }

    public IntakeTerms ForIntake => new(Terms, Publish, accept, TimeProvider.System);

    public SequencerTerms ForSequencer => new(Terms, Publish, log, TimeProvider.System);

    public EntryUnit Opening => Unit(new UnsignedEntry(Hash, new ElectionOpened(new(new byte[100]))).Sign(officers));

    private static Digest Hash { get; } = Digest.Sha256("benchmark"u8);

    public void Dispose()
    {
        Array.ForEach(officers, key => key.Dispose());
        registrar.Dispose();
        log.Dispose();
        accept.Dispose();
    }

    /// <summary>First ballots with their enrolments, each of another slot.</summary>
    public IReadOnlyList<EntryUnit> Ballots(int count, int payloadLength = PayloadLength, int first = 0)
    {
        var units = new EntryUnit[count];
        for (var i = first; i < first + count; i++)
        {
            using var credential = SigningKey.Generate();
            var slot = new SlotNumber(i + 1);
            var enrolment = new CredentialEnrolled(slot, 1, credential.Public, Digest.Sha256(Encoding.UTF8.GetBytes($"act {i}")));
            var payload = new byte[payloadLength];
            BitConverter.TryWriteBytes(payload, i);
            var ballot = new BallotCast(new(slot, 1, 1), EntryHash.None, credential.Public, new(payload));
            units[i - first] = Unit(new UnsignedEntry(Hash, enrolment).Sign(registrar), new UnsignedEntry(Hash, ballot).Sign(credential));
        }

        return units;
    }

    private static EntryUnit Unit(params Entry[] entries) =>
        EntryUnit.TryMake(entries, out var unit) ? unit : throw new UnreachableException();

    private static Ed25519SecretKey Secret() =>
        Ed25519SecretKey.TryImport(Ed25519SecretKey.GenerateSeed(), out var secret) ? secret : throw new UnreachableException();

    private static LogOrigin Origin() =>
        LogOrigin.TryParse("bench.example/log/000102030405060708090a0b0c0d0e0f", out var origin) ? origin : throw new UnreachableException();
}
