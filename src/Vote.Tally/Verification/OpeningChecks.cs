using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Record;
using SlotList = Vote.Identity.Slots.SlotList;

namespace Vote.Tally.Verification;

/// <summary>Manifest, ceremony, slot list: 3.1, 3.2, 3.4 – 3.6, 4.1. spec §10</summary>
internal static class OpeningChecks
{
    /// <summary>Checks the opening's parts, each by itself, and gives the manifest when it is well formed.</summary>
    public static Manifest? Run(Checklist checks, OpeningContent content, ElectionHash? expected)
    {
        checks.Set(CheckId.ElectionHash, Compare(content, expected));
        var wellFormed = Manifest.TryRead(content.Manifest, out var manifest, out var problems);
        checks.Set(
            CheckId.Manifest,
            problems.Select(problem => $"{problem.Field}: {problem.Rule} ({problem.Detail})"),
            wellFormed ? $"{manifest!.Questions.Count} questions, {manifest.Threshold} of {manifest.Trustees.Count} trustees" : "");
        if (manifest is not null)
        {
            CheckCeremony(checks, content, manifest);
            CheckSlots(checks, content, manifest);
        }

        return manifest;
    }

    private static Outcome Compare(OpeningContent content, ElectionHash? expected) => expected switch
    {
        null => new Outcome.NotReached("no election hash was given"),
        _ when content.ManifestHash == expected.Value => new Outcome.Holds(expected.ToString()),
        _ => new Outcome.Fails([$"this record is of election {content.ManifestHash.ToHex()}, not {expected}"]),
    };

    private static void CheckCeremony(Checklist checks, OpeningContent content, Manifest manifest)
    {
        if (!CeremonyRecord.TryRead(content.Ceremony, out var ceremony))
        {
            checks.Set(CheckId.CeremonyMessages, ["the ceremony record is malformed"], "");
            return;
        }

        var report = ceremony.Verify();
        var trustees = $"{manifest.Trustees.Count} trustees";
        Set(CheckId.CeremonyMessages, report.Messages, trustees);
        Set(CheckId.CeremonyProofs, report.Proofs, $"{manifest.Trustees.Count} proofs");
        Set(CheckId.CeremonyKeys, report.CompareWith(ManifestTerms.KeysOf(manifest)), $"confirmed by all {trustees}");

        void Set(CheckId id, CeremonyCheck check, string detail)
        {
            if (check.Reached || check.Faults.Count > 0)
            {
                checks.Set(id, check.Faults.Select(fault => fault.ToString()), detail);
            }
        }
    }

    private static void CheckSlots(Checklist checks, OpeningContent content, Manifest manifest)
    {
        var findings = new Findings();
        if (SlotList.TryRead(content.Slots, out var slots))
        {
            findings.Require(slots.Count == manifest.Slots.Count, $"{slots.Count} slots, not {manifest.Slots.Count}");
            findings.Require(slots.Hash == manifest.Slots.Hash, "the slot list has another hash");
        }
        else
        {
            findings.Add("the slot list is malformed");
        }

        checks.Set(CheckId.SlotList, findings.Close($"{manifest.Slots.Count} slots"));
    }
}
