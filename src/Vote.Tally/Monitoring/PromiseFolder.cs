using Vote.Ledger.Notes;
using Vote.Ledger.Witnessing;
using Vote.Tally.Files;

namespace Vote.Tally.Monitoring;

/// <summary>A file that a voter handed over.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Note">The promise or receipt in it; nothing when it is neither.</param>
internal sealed record HandedOver(string Path, VoterNote? Note);

/// <summary>A folder of promises and receipts that voters handed over, one a file.</summary>
internal static class PromiseFolder
{
    /// <summary>All files, in the order of their names.</summary>
    public static IReadOnlyList<HandedOver> Read(string folder) =>
    [
        .. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(path => new HandedOver(
            path, VoterNote.TryDecode(InputFile.Read(path, Receipt.MaximumLength), out var note) ? note : null)),
    ];
}
