using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Ledger.Entries;

/// <summary>One author's signature under an entry.</summary>
public sealed record EntrySignature(SignatureKey Key, Signature Signature)
{
    internal static EntrySignature? Read(ObjectReader fields)
    {
        var key = fields.Decode<SignatureKey>("key", SignatureKey.TryDecode);
        var signature = fields.Decode<Signature>("signature", Signature.TryDecode);
        return key is null || signature is null ? null : new(key, signature);
    }

    internal CanonicalObject ToField() => CanonicalObject.Of(
        ("key", CanonicalValue.Bytes(Key.Bytes)), ("signature", CanonicalValue.Bytes(Signature.Bytes)));
}
