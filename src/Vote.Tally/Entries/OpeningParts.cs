using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Commands;
using Vote.Tally.Rolls;
using Vote.Tally.Terminal;
using SlotList = Vote.Identity.Slots.SlotList;

namespace Vote.Tally.Entries;

/// <summary>What an election is opened with.</summary>
internal sealed record OpeningParts(Manifest Manifest, CeremonyRecord Ceremony, SlotList Slots)
{
    /// <summary>Reads the three public files.</summary>
    public static OpeningParts Read(Desk desk, string manifest, string ceremony, string slots) => new(
        ManifestCommand.Read(desk, manifest), ManifestCommand.ReadCeremony(ceremony).Record, RegistrarFolder.ReadSlots(slots));
}
