using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Record;

/// <summary>The manifest by its published hash, wherever it comes from. Its hash decides; nothing else of the source is believed.</summary>
internal static class PublishedManifest
{
    /// <summary>From a file of its own.</summary>
    public static Manifest FromFile(string path, ElectionHash expected) =>
        Manifest.TryDecode(InputFile.Read(path), out var manifest, out _) && manifest.Hash == expected
            ? manifest
            : throw Foreign(expected, path);

    /// <summary>From the first entry of a log or record.</summary>
    public static async Task<Manifest> FromLogAsync(ILogReader log, string name, ElectionHash expected, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadFirstAsync(log, cancellationToken) is ElectionOpened opened
                && OpeningContent.TryDecode(opened.Payload.Bytes.Span, out var content)
                && content.ManifestHash == expected.Value
                && Manifest.TryRead(content.Manifest, out var manifest, out _)
                    ? manifest
                    : throw Foreign(expected, name);
        }
        catch (InvalidDataException)
        {
            throw Foreign(expected, name);
        }
    }

    private static Stop Foreign(ElectionHash expected, string name) => Stop.Rejected(Texts.ManifestForeign, expected, name);

    private static async Task<EntryBody?> ReadFirstAsync(ILogReader log, CancellationToken cancellationToken)
    {
        if (!SignedCheckpoint.TryDecode(await log.ReadAsync(LogPath.Checkpoint, cancellationToken), out var head)
            || head.Checkpoint.Size.Value is < 1 or > LogLayout.MaximumSize
            || !EntryBundle.TryDecode(await log.ReadAsync(LogLayout.Bundles(default, head.Checkpoint.Size).First(), cancellationToken), out var entries)
            || entries.Count == 0
            || !EntryEnvelope.TryDecode(entries[0], out var envelope, out _))
        {
            return null;
        }

        var blob = envelope.Blob is { } named ? await log.ReadAsync(LogPath.Blob(named.Sha256), cancellationToken) : [];
        return envelope.TryOpen(blob, out var entry) ? entry.Body : null;
    }
}
