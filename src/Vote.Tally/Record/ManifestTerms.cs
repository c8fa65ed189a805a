using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Witnessing;

namespace Vote.Tally.Record;

/// <summary>What a manifest says in the ledger's and in the ceremony's words: neither of them knows manifests.</summary>
public static class ManifestTerms
{
    /// <summary>The keys that the ceremony must have given. spec §3.2</summary>
    public static TrusteeKeys KeysOf(Manifest manifest) => new(
        new ThresholdPolicy(manifest.Threshold, manifest.Trustees.Count),
        manifest.ElectionKey,
        [.. manifest.Trustees.Select(trustee => new TrusteeKey(trustee.Name, trustee.Signing, trustee.Verification))],
        manifest.Ceremony.Hash,
        manifest.Ceremony.Transcript);

    /// <summary>The terms of the election's log; false when a name in the manifest cannot be one of a log or witness.</summary>
    public static bool TryRead(Manifest manifest, [NotNullWhen(true)] out LedgerTerms? terms)
    {
        terms = null;
        if (manifest.Slots.Count > int.MaxValue || !LogOrigin.TryParse(manifest.Log.Origin, out var origin) || !TryReadPolicy(manifest, out var policy))
        {
            return false;
        }

        var authors = new Authors(
            manifest.Officers.Keys,
            OfficerBoard.Threshold,
            manifest.Registrar,
            [.. manifest.Trustees.Select(trustee => trustee.Signing)]);
        terms = new(
            new ElectionTerms(manifest.Hash.Value, authors, (int)manifest.Slots.Count),
            new LogTerms(origin, KeyOf(manifest.Log.Keys.Log), policy));
        return true;
    }

    /// <summary>What evidence against the log is judged by; false as <see cref="TryRead"/>. spec/ledger.md §10 (3)</summary>
    public static bool TryReadEvidence(Manifest manifest, [NotNullWhen(true)] out EvidenceTerms? terms)
    {
        terms = TryRead(manifest, out var ledger) ? new(ledger.Log, KeyOf(manifest.Log.Keys.Accept)) : null;
        return terms is not null;
    }

    private static bool TryReadPolicy(Manifest manifest, [NotNullWhen(true)] out WitnessPolicy? policy)
    {
        policy = null;
        List<NoteKey> witnesses = [];
        foreach (var witness in manifest.Log.Witnesses)
        {
            if (!NoteKey.IsName(witness.Name))
            {
                return false;
            }

            witnesses.Add(new NoteKey(witness.Name, NoteSignatureType.Cosignature, KeyOf(witness.Key)));
        }

        policy = new WitnessPolicy(witnesses, manifest.Log.Quorum);
        return true;
    }

    private static Ed25519PublicKey KeyOf(Ed25519Key key) =>
        Ed25519PublicKey.TryDecode(key.Bytes, out var known) ? known : throw new System.Diagnostics.UnreachableException();
}
