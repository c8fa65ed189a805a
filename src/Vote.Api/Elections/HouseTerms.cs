using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Ballots;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Writing;

namespace Vote.Api.Elections;

/// <summary>What a manifest says, in the words of cryptography and of the ledger: neither knows the other's.</summary>
public sealed class HouseTerms
{
    private readonly TimeProvider clock;

    private HouseTerms(Manifest manifest, LedgerTerms ledger, TimeProvider clock) =>
        (Manifest, Ledger, this.clock) = (manifest, ledger, clock);

    /// <summary>The manifest.</summary>
    public Manifest Manifest { get; }

    /// <summary>The ledger's terms.</summary>
    public LedgerTerms Ledger { get; }

    /// <summary>When batches are published.</summary>
    public PublishPolicy Publish => new(
        Manifest.Log.Publish.Interval, Manifest.Log.Publish.MinimumBatch, Manifest.Log.Publish.MaximumDelay);

    /// <summary>The key under which promises are verified.</summary>
    public Ed25519PublicKey AcceptKey => KeyOf(Manifest.Log.Keys.Accept);

    /// <summary>Whether the manifest's opening has come.</summary>
    public bool HasOpened => clock.GetUtcNow() >= Manifest.Dates.Opens;

    /// <summary>Whether the manifest's closing has come.</summary>
    public bool HasClosed => clock.GetUtcNow() >= Manifest.Dates.Closes;

    /// <summary>Whether now lies between the two.</summary>
    public bool IsVotingTime => HasOpened && !HasClosed;

    /// <summary>Reads the terms; false when the manifest names something that the ledger cannot spell.</summary>
    public static bool TryRead(Manifest manifest, TimeProvider clock, [NotNullWhen(true)] out HouseTerms? terms)
    {
        terms = null;
        var named = manifest.Log.Witnesses.All(witness => NoteKey.IsName(witness.Name));
        if (!named || manifest.Slots.Count > int.MaxValue || !LogOrigin.TryParse(manifest.Log.Origin, out var origin))
        {
            return false;
        }

        var authors = new Authors(
            manifest.Officers.Keys,
            OfficerBoard.Threshold,
            manifest.Registrar,
            [.. manifest.Trustees.Select(trustee => trustee.Signing)]);
        var policy = new WitnessPolicy(
            [.. manifest.Log.Witnesses.Select(witness => new NoteKey(witness.Name, NoteSignatureType.Cosignature, KeyOf(witness.Key)))],
            manifest.Log.Quorum);
        terms = new(
            manifest,
            new(new(manifest.Hash.Value, authors, (int)manifest.Slots.Count), new(origin, KeyOf(manifest.Log.Keys.Log), policy)),
            clock);
        return true;
    }

    private static Ed25519PublicKey KeyOf(Ed25519Key key) =>
        Ed25519PublicKey.TryDecode(key.Bytes, out var known) ? known : throw new System.Diagnostics.UnreachableException();
}
