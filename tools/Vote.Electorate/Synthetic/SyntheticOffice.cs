using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.Hpke;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using SlotList = Vote.Identity.Slots.SlotList;

namespace Vote.Electorate.Synthetic;

/// <summary>Everybody who holds a key of an invented election: officers, registrar, log, three trustees after their ceremony. In one process.</summary>
internal sealed class SyntheticOffice : IDisposable
{
    private const int Trustees = 3;
    private const int Threshold = 2;

    private readonly SigningKey[] officers = [SigningKey.Generate(), SigningKey.Generate()];
    private readonly Ed25519SecretKey accept = NewNoteKey();
    private readonly CeremonyRecord ceremony;
    private readonly SlotList slots;

    private SyntheticOffice(SyntheticElection election)
    {
        Election = election;
        (Confirmed, ceremony) = HoldCeremony(new(Threshold, Trustees));
        slots = DrawSlots(election.Voters);
        Manifest = Manifest.TryCheck(Draft(), out var manifest, out var problems)
            ? manifest
            : throw new ArgumentException(string.Join("; ", problems), nameof(election));
        Terms = ManifestTerms.TryRead(Manifest, out var terms) ? terms : throw new ArgumentException("No log has such a name.", nameof(election));
    }

    /// <summary>What was asked for.</summary>
    public SyntheticElection Election { get; }

    /// <summary>The manifest.</summary>
    public Manifest Manifest { get; }

    /// <summary>What it says to the ledger.</summary>
    public LedgerTerms Terms { get; }

    /// <summary>The registrar's key.</summary>
    public SigningKey Registrar { get; } = SigningKey.Generate();

    /// <summary>The log's key.</summary>
    public Ed25519SecretKey Log { get; } = NewNoteKey();

    /// <summary>The trustees with their secrets.</summary>
    public IReadOnlyList<ConfirmedTrustee> Confirmed { get; }

    /// <summary>Makes keys, ceremony and manifest.</summary>
    public static SyntheticOffice Open(SyntheticElection election) => new(election);

    /// <summary>The first entry.</summary>
    public Entry Opening() => ByOfficers(new ElectionOpened(new Payload(
        new OpeningContent(ceremony.Source, Manifest.ToCanonical(), RandomDigest(), slots.ToCanonical()).Encode())));

    /// <summary>An entry signed by two officers.</summary>
    public Entry ByOfficers(EntryBody body) => new UnsignedEntry(Manifest.Hash.Value, body).Sign(officers);

    /// <summary>Random bytes where others put a commitment.</summary>
    public static Digest RandomDigest() =>
        Digest.TryDecode(RandomNumberGenerator.GetBytes(Digest.Length), out var digest) ? digest : throw new System.Diagnostics.UnreachableException();

    /// <inheritdoc/>
    public void Dispose()
    {
        IDisposable[] keys = [.. officers, Registrar, Log, accept, .. Confirmed];
        Array.ForEach(keys, key => key.Dispose());
    }

    private static (ConfirmedTrustee[] Confirmed, CeremonyRecord Record) HoldCeremony(ThresholdPolicy policy)
    {
        IdentityState[] identified = [.. policy.All.Select(trustee => IdentityState.Begin(new(policy, trustee, $"trustee {trustee.Value}")))];
        var committed = Step(identified, state => state.Commit([.. identified.Select(one => one.Message)]));
        var revealed = Step(committed, state => state.Reveal([.. committed.Select(one => one.Message)]));
        var shared = Step(revealed, state => state.Share([.. revealed.Select(one => one.Message)]));
        var confirmed = Step(shared, state => state.Confirm([.. shared.Select(one => one.Message)]));
        return (confirmed, Taken(confirmed[0].Complete([.. confirmed.Select(one => one.Message)])));
    }

    private static TNext[] Step<TState, TNext>(TState[] states, Func<TState, CeremonyStep<TNext>> step)
        where TNext : class =>
        Array.ConvertAll(states, state => Taken(step(state)));

    private static T Taken<T>(CeremonyStep<T> step)
        where T : class =>
        step is CeremonyStep<T>.Taken(var next) ? next : throw new InvalidOperationException("Honest trustees could not agree.");

    private static SlotList DrawSlots(int count)
    {
        Digest[] drawn = [.. Enumerable.Range(0, count).Select(_ => RandomDigest())];
        Array.Sort(drawn);
        return SlotList.TryCreate(drawn, out var list) ? list : throw new ArgumentException("There is at least one voter.", nameof(count));
    }

    private ManifestDraft Draft()
    {
        var id = ElectionId.Generate();
        var keys = Confirmed[0].Keys;
        var opens = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.FromHours(9));
        return new()
        {
            Id = id,
            Nonce = ElectionNonce.Generate(),
            Title = LocalizedText.InJapanese("計測のための架空の選挙"),
            Dates = new(opens, opens.AddDays(7), new DateOnly(2026, 10, 1)),
            ElectionKey = keys.ElectionKey,
            Threshold = Threshold,
            Trustees = [.. keys.Trustees.Select(trustee => new TrusteeEntry(trustee.Name, trustee.Signing, trustee.Verification))],
            Ceremony = new(keys.Ceremony, keys.Transcript),
            Officers = new([.. officers.Select(officer => officer.Public)]),
            Registrar = Registrar.Public,
            Auditors = [.. Enumerable.Range(1, 3).Select(number => new AuditorEntry($"auditor {number}", AuditorKey()))],
            Log = new(
                $"vote.example{LogDeclaration.OriginPath}{id.Hex}",
                new(KeyOf(Log), KeyOf(accept)),
                new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(600), 20),
                [],
                0),
            Identity = new([RandomDigest()]),
            Slots = new(slots.Count, slots.Hash),
            GroupMinimum = 2,
            Questions = [Election.Question()],
        };
    }

    private static HpkePublicKey AuditorKey()
    {
        using var key = HpkePrivateKey.Generate();
        return key.Public;
    }

    private static Ed25519Key KeyOf(Ed25519SecretKey secret) =>
        Ed25519Key.TryDecode(secret.Public.Bytes, out var key) ? key : throw new System.Diagnostics.UnreachableException();

    private static Ed25519SecretKey NewNoteKey() =>
        Ed25519SecretKey.TryImport(Ed25519SecretKey.GenerateSeed(), out var key) ? key : throw new System.Diagnostics.UnreachableException();
}
