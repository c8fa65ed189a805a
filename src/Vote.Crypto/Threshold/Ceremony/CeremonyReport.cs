using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>One numbered check of a ceremony.</summary>
/// <param name="Reached">False when its input is missing; then it does not hold.</param>
/// <param name="Faults">What it found.</param>
public sealed record CeremonyCheck(bool Reached, IReadOnlyList<CeremonyFault> Faults)
{
    /// <summary>Reached, and nothing found.</summary>
    public bool Holds => Reached && Faults.Count == 0;
}

/// <summary>What a verifier found in a ceremony's record. spec §10 (3.4, 3.5, 3.6)</summary>
public sealed class CeremonyReport
{
    private readonly TrusteeKeys? keys;

    internal CeremonyReport(CeremonyCheck messages, CeremonyCheck proofs, CeremonyCheck confirmations, TrusteeKeys? keys) =>
        (Messages, Proofs, Confirmations, this.keys) = (messages, proofs, confirmations, keys);

    /// <summary>3.4: messages complete, signed, of one ceremony; commitments open.</summary>
    public CeremonyCheck Messages { get; }

    /// <summary>3.5: proofs of knowledge hold.</summary>
    public CeremonyCheck Proofs { get; }

    /// <summary>The part of 3.6 that needs no manifest: keys are elements, and n trustees confirmed this transcript.</summary>
    public CeremonyCheck Confirmations { get; }

    /// <summary>All faults found.</summary>
    public IReadOnlyList<CeremonyFault> Faults => [.. Messages.Faults, .. Proofs.Faults, .. Confirmations.Faults];

    /// <summary>Whether all three hold.</summary>
    public bool Holds => Messages.Holds && Proofs.Holds && Confirmations.Holds;

    /// <summary>The keys that the record gives, when every check holds.</summary>
    public bool TryGetKeys([NotNullWhen(true)] out TrusteeKeys? trusteeKeys)
    {
        trusteeKeys = Holds ? keys : null;
        return trusteeKeys is not null;
    }

    /// <summary>3.6: the confirmations, and every key and hash that the manifest states. Names are not compared.</summary>
    /// <param name="declared">As the manifest has them.</param>
    public CeremonyCheck CompareWith(TrusteeKeys declared)
    {
        if (keys is null)
        {
            return Confirmations with { Reached = false };
        }

        return Confirmations with { Faults = [.. Confirmations.Faults, .. Differences(keys, declared)] };
    }

    private static IEnumerable<CeremonyFault> Differences(TrusteeKeys derived, TrusteeKeys declared)
    {
        (string What, bool Same)[] common =
        [
            ("threshold or number of trustees", derived.Policy == declared.Policy && derived.Trustees.Count == declared.Trustees.Count),
            ("election key", derived.ElectionKey.Equals(declared.ElectionKey)),
            ("ceremony hash", derived.Ceremony == declared.Ceremony),
            ("transcript hash", derived.Transcript == declared.Transcript),
        ];
        foreach (var (what, _) in common.Where(item => !item.Same))
        {
            yield return new CeremonyFault(CeremonyFaultKind.ManifestDiffers, [], what);
        }

        foreach (var (trustee, own, stated) in derived.Policy.All.Zip(derived.Trustees, declared.Trustees))
        {
            if (own.Signing != stated.Signing || own.Verification != stated.Verification)
            {
                yield return CeremonyFault.Of(CeremonyFaultKind.ManifestDiffers, trustee, "signing or verification key");
            }
        }
    }
}
