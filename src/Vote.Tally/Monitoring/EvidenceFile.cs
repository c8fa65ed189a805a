using Vote.Canonical;
using Vote.Ledger.Witnessing;
using Vote.Tally.Files;

namespace Vote.Tally.Monitoring;

/// <summary>Evidence on paper: one file for one proof, however often it is found. spec/ledger.md §10 (3)</summary>
internal static class EvidenceFile
{
    /// <returns>Where it is.</returns>
    public static string Write(string folder, Evidence evidence)
    {
        var encoded = evidence.Encode();
        var path = Path.Combine(folder, $"{Digest.Sha256(encoded).ToHex()[..16]}.evidence.json");
        OutputFile.CreateOrConfirm(path, encoded);
        return path;
    }
}
