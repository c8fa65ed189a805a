using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A kind of message that is read from an object with exactly its fields.</summary>
public interface ICeremonyMessage<TSelf>
    where TSelf : class, ICeremonyMessage<TSelf>
{
    /// <summary>False unless the object has exactly the fields of this kind, each well formed.</summary>
    static abstract bool TryRead(CanonicalObject source, [NotNullWhen(true)] out TSelf? message);
}

/// <summary>
/// A signed message of a trustee. An instance is well formed; whether its signature and its claims hold is checked by the step that
/// receives it. spec §5
/// </summary>
public abstract class CeremonyMessage
{
    /// <summary>No message is longer, in bytes.</summary>
    public const int MaximumLength = 16 * 1024;

    private const string SignatureField = "signature";

    private static readonly SignatureDomain Domain = new("tsukuba-vote/ceremony/v1");

    private protected CeremonyMessage(CanonicalObject source, TrusteeIndex trustee, Signature signature)
    {
        (Source, Trustee, Signature) = (source, trustee, signature);
        Body = source.Without(SignatureField);
    }

    /// <summary>The sender.</summary>
    public TrusteeIndex Trustee { get; }

    /// <summary>The message as it stands in a record.</summary>
    public CanonicalObject Source { get; }

    /// <summary>The message without its signature: what is signed.</summary>
    internal CanonicalObject Body { get; }

    private Signature Signature { get; }

    /// <summary>The only encoding.</summary>
    public byte[] Encode() => Source.Encode();

    /// <summary>Whether the holder of the key signed this message.</summary>
    public bool IsSignedBy(SignatureKey key) => key.Verify(Domain, Body.Encode(), Signature);

    /// <summary>Reads the only encoding of a message.</summary>
    private protected static bool TryDecode<T>(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out T? message)
        where T : class, ICeremonyMessage<T>
    {
        message = null;
        return encoded.Length <= MaximumLength
            && CanonicalValue.TryParse(encoded, out var value)
            && value is CanonicalObject source
            && T.TryRead(source, out message);
    }

    /// <summary>Signs a body of our own making and reads it as everybody else will.</summary>
    private protected static T Sign<T>(CanonicalObject body, SigningKey key)
        where T : class, ICeremonyMessage<T>
    {
        var signature = key.Sign(Domain, body.Encode());
        return T.TryRead(body.With(SignatureField, CanonicalValue.Bytes(signature.Bytes)), out var message)
            ? message
            : throw new ArgumentException("The message breaks the limits of its fields.", nameof(body));
    }

    /// <summary>Reads the two fields of every message.</summary>
    private protected static (TrusteeIndex Trustee, Signature? Signature) ReadSender(ObjectReader reader, string type)
    {
        reader.Literal("type", type);
        var trustee = new TrusteeIndex(reader.Count("trustee", 1, TrusteeIndex.Maximum));
        return (trustee, reader.Decode<Signature>(SignatureField, Signature.TryDecode));
    }
}
