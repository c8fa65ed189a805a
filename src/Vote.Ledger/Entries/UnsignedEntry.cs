using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Ledger.Entries;

/// <summary>What the authors of an entry sign. Each may sign on a machine of their own. spec/ledger.md §3 (3)</summary>
public sealed class UnsignedEntry
{
    private readonly CanonicalObject content;

    public UnsignedEntry(Digest election, EntryBody body)
    {
        Election = election;
        Body = body;
        content = CanonicalObject.Of(Common(election, body).Concat(body.Fields()));
        Hash = HashOf(content);
    }

    /// <summary>The purpose of an author's signature.</summary>
    public static SignatureDomain Domain { get; } = new("tsukuba-vote/entry/v1");

    /// <summary>The election hash.</summary>
    public Digest Election { get; }

    /// <summary>What the entry says.</summary>
    public EntryBody Body { get; }

    /// <summary>The hash of the signed message.</summary>
    public EntryHash Hash { get; }

    /// <summary>What the authors sign, as it travels between them before the first has signed.</summary>
    public byte[] Encode() => content.Encode();

    /// <summary>An author's signature.</summary>
    public EntrySignature SignWith(SigningKey key) => new(key.Public, key.Sign(Hash.Value));

    /// <summary>The entry with its authors' signatures, in any order.</summary>
    /// <exception cref="ArgumentException">No signature, two under one key, or an entry beyond the limits.</exception>
    public Entry Assemble(params IEnumerable<EntrySignature> signatures)
    {
        var sorted = signatures.OrderBy(signature => signature.Key).ToArray();
        var encoded = content.With("signatures", CanonicalValue.List(sorted.Select(signature => signature.ToField()))).Encode();
        var payload = Body is PayloadBody { Payload.IsBlob: true } body ? body.Payload.Bytes : ReadOnlyMemory<byte>.Empty;

        return Entry.TryDecode(encoded, payload, out var entry)
            ? entry
            : throw new ArgumentException("These signatures make no entry.", nameof(signatures));
    }

    /// <summary>The entry signed by all its authors on this machine.</summary>
    public Entry Sign(params IEnumerable<SigningKey> authors) => Assemble(authors.Select(SignWith));

    internal static EntryHash HashOf(CanonicalObject unsigned) => new(Domain.Digest(unsigned.Encode()));

    private static IEnumerable<(string Name, CanonicalValue Value)> Common(Digest election, EntryBody body)
    {
        yield return ("type", CanonicalValue.Text(body.Type.Name()));
        yield return ("election", CanonicalValue.Hash(election));
        if (body is PayloadBody { Payload: var payload })
        {
            yield return ("payload", payload.ToField());
        }
    }
}
