using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Electorate.MainJob;
using Vote.EndToEnd.Tests.MainJob;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Records;
using Vote.Ledger.Rules;
using Vote.Tally.Record;

namespace Vote.EndToEnd.Tests.Tampering;

/// <summary>
/// Everybody of an election that was held in one hand: officers, registrar, trustees, log, and every voter's devices. What they sign
/// together no signature shows to be false; only the arithmetic is left.
/// </summary>
internal sealed class Conspiracy : IDisposable
{
    private readonly Dictionary<SignatureKey, SigningKey> keys = [];
    private readonly ConfirmedTrustee[] trustees;

    private Conspiracy(HeldElection held, IReadOnlyList<Entry> entries, LedgerTerms terms)
    {
        (Held, Entries, Terms) = (held, entries, terms);
        var folders = held.Outcome.Folders;
        Log = SealedKeys.NoteKeyOf(folders, "log");
        trustees = [.. Enumerable.Range(1, Preparation.Trustees).Select(trustee => SealedKeys.Trustee(folders, trustee))];
        SigningKey[] offices =
        [
            SealedKeys.SigningKeyOf(folders, "officer", "officer-1"),
            SealedKeys.SigningKeyOf(folders, "officer", "officer-2"),
            SealedKeys.SigningKeyOf(folders, "registrar", "registrar"),
        ];
        foreach (var key in offices.Concat(held.Devices.Keys).Concat(trustees.Select(trustee => trustee.Signing)))
        {
            keys.TryAdd(key.Public, key);
        }
    }

    /// <summary>The election.</summary>
    public HeldElection Held { get; }

    /// <summary>The honest record, from <c>election-opened</c> to <c>result</c>.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The log's secret key.</summary>
    public Ed25519SecretKey Log { get; }

    /// <summary>What the ledger knows of the election.</summary>
    public LedgerTerms Terms { get; }

    public Manifest Manifest => Held.Outcome.Manifest;

    /// <summary>The record that all tampering starts from.</summary>
    public DirectoryInfo Record => new(Held.Outcome.Copies[0]);

    /// <summary>Reads the honest record and opens every key.</summary>
    public static async Task<Conspiracy> OfAsync(HeldElection held)
    {
        Assert.True(ManifestTerms.TryRead(held.Outcome.Manifest, out var terms));
        var folder = Assert.IsType<RecordFolder>(await RecordFolder.OpenAsync(new(held.Outcome.Copies[0]), CancellationToken.None));
        var audit = await LedgerAuditor.RunAsync(folder, terms, Phase.Finished, progress: null, CancellationToken.None);
        Assert.True(audit.Holds);
        return new(held, audit.Entries, terms);
    }

    /// <summary>The body in the place of another entry's, signed anew by whoever signed that.</summary>
    public Entry Resigned(Entry old, EntryBody body) =>
        new UnsignedEntry(old.Election, body).Sign(old.Signatures.Select(signature => keys[signature.Key]));

    /// <summary>A body signed by a voter's device, or by the registrar.</summary>
    public Entry SignedBy(SignatureKey author, EntryBody body) => new UnsignedEntry(Manifest.Hash.Value, body).Sign(keys[author]);

    /// <summary>The secret that goes with a credential.</summary>
    public SigningKey Secret(SignatureKey credential) => keys[credential];

    /// <summary>The same entries with a close of voting that names the log before it as it now is.</summary>
    public List<Entry> CloseAnew(IReadOnlyList<Entry> entries)
    {
        var state = new LedgerState(Terms.Election);
        List<Entry> closed = [];
        foreach (var entry in entries)
        {
            var head = state.Head;
            closed.Add(entry.Body is VotingClosed ? Resigned(entry, new VotingClosed(head.Size, head.Root, head.ChainHead)) : entry);
            state.Append(closed[^1]);
        }

        return closed;
    }

    public void Dispose()
    {
        Log.Dispose();
        foreach (var one in keys.Values)
        {
            one.Dispose();
        }

        foreach (var trustee in trustees)
        {
            trustee.Dispose();
        }
    }
}
