using Vote.Canonical;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Tally.Files;
using Vote.Tally.Record;
using Vote.Tally.Terminal;

namespace Vote.Tally.Entries;

/// <summary>A proposed entry as somebody handed it over: which entry is meant, and who signed so far. Nothing in it is believed.</summary>
internal sealed class Proposal
{
    private readonly string path;
    private readonly CanonicalObject content;

    private Proposal(string path, CanonicalObject content, EntryType type, IReadOnlyList<EntrySignature> signatures)
    {
        (this.path, this.content, Type, Signatures) = (path, content, type, signatures);
        Hash = new EntryHash(UnsignedEntry.Domain.Digest(content.Encode()));
    }

    /// <summary>Which entry is meant.</summary>
    public EntryType Type { get; }

    /// <summary>The hash of what is signed.</summary>
    public EntryHash Hash { get; }

    /// <summary>The signatures so far, each valid under the key that it names.</summary>
    public IReadOnlyList<EntrySignature> Signatures { get; }

    /// <summary>Reads an unsigned or partly signed entry.</summary>
    public static Proposal Read(string path)
    {
        if (!CanonicalValue.TryParse(InputFile.Read(path, EntryEnvelope.MaximumLength), out var value)
            || value is not CanonicalObject content
            || !content.TryGet("type", out var named)
            || named is not CanonicalString word
            || !EntryTypes.TryParse(word.Value, out var type))
        {
            throw Stop.Rejected(Texts.FileMalformed, path, "spec/ledger §3");
        }

        return content.TryGet("signatures", out _)
            ? new(path, content.Without("signatures"), type, ReadSignatures(path))
            : new(path, content, type, []);
    }

    /// <summary>The nonce of a proposed opening; everything else in it is compared.</summary>
    public Digest OpeningNonce()
    {
        var payload = content.TryGet("payload", out var inline) && inline is CanonicalString text && Base64Url.TryDecode(text.Value, out var bytes)
            ? bytes
            : InputFile.Read(Files.EntryFile.BlobOf(path), BlobReference.MaximumLength);
        return OpeningContent.TryDecode(payload, out var opening) ? opening.Nonce : throw Stop.Rejected(Texts.FileMalformed, path, "spec §3.3");
    }

    /// <summary>What a proposed declaration of the anchor says; the signer's own node is asked about it.</summary>
    public AnchorTerms Anchor()
    {
        var fields = new ObjectReader(content);
        fields.Literal("type", EntryType.AnchorDeclared.Name());
        fields.Hash("election");
        var terms = AnchorTerms.Read(fields);
        return terms is not null && fields.Finish() ? terms : throw Stop.Rejected(Texts.FileMalformed, path, "spec/ledger §3");
    }

    private static IReadOnlyList<EntrySignature> ReadSignatures(string path)
    {
        var entry = EntryFile.Read(path);
        return entry.Signatures.All(signature => signature.Key.Verify(entry.Hash.Value, signature.Signature))
            ? entry.Signatures
            : throw Stop.Rejected(Texts.FileMalformed, path, "signature");
    }
}
