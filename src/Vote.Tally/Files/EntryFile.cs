using Vote.Ledger.Entries;
using Vote.Tally.Terminal;

namespace Vote.Tally.Files;

/// <summary>
/// An entry on its way between people: its canonical bytes, and beside them its payload when that is a blob. Before the first
/// signature it is what will be signed.
/// </summary>
internal static class EntryFile
{
    private const string BlobSuffix = ".blob";

    /// <summary>Where the payload of an entry stands when it is a blob.</summary>
    public static string BlobOf(string path) => path + BlobSuffix;

    /// <summary>Writes an entry that nobody has signed yet.</summary>
    public static void Create(string path, UnsignedEntry entry) => Create(path, entry.Encode(), entry.Body);

    /// <summary>Writes an entry with the signatures it has.</summary>
    public static void Create(string path, Entry entry) => Create(path, entry.Encoded.Span, entry.Body);

    /// <summary>Writes an entry, or finds exactly this one there.</summary>
    public static void CreateOrConfirm(string path, Entry entry)
    {
        if (entry.TryGetBlob(out var blob))
        {
            OutputFile.CreateOrConfirm(BlobOf(path), blob.Bytes.Span);
        }

        OutputFile.CreateOrConfirm(path, entry.Encoded.Span);
    }

    /// <summary>Reads an entry with at least one signature, and its blob.</summary>
    public static Entry Read(string path)
    {
        if (!EntryEnvelope.TryDecode(InputFile.Read(path, EntryEnvelope.MaximumLength), out var envelope, out var refusal))
        {
            throw Stop.Rejected(Texts.FileMalformed, path, refusal);
        }

        var blob = envelope.Blob is { } named ? InputFile.Read(BlobOf(path), named.Length) : [];
        return envelope.TryOpen(blob, out var entry) ? entry : throw Stop.Rejected(Texts.FileMalformed, BlobOf(path), "SHA-256");
    }

    private static void Create(string path, ReadOnlySpan<byte> encoded, EntryBody body)
    {
        OutputFile.RequireFree(path);
        if (body is PayloadBody { Payload: { IsBlob: true } payload })
        {
            OutputFile.Create(BlobOf(path), payload.Bytes.Span);
        }

        OutputFile.Create(path, encoded);
    }
}
