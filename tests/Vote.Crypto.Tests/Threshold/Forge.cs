using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>Messages as a dishonest trustee or messenger would make them.</summary>
internal static class Forge
{
    private static readonly SignatureDomain Domain = new("tsukuba-vote/ceremony/v1");

    /// <summary>The message with one field replaced and the old signature.</summary>
    public static T Altered<T>(T message, string field, CanonicalValue value)
        where T : CeremonyMessage, ICeremonyMessage<T> => Read<T>(message.Source.Without(field).With(field, value));

    /// <summary>The message with one field replaced, signed.</summary>
    public static T Signed<T>(T message, string field, CanonicalValue value, SigningKey key)
        where T : CeremonyMessage, ICeremonyMessage<T> =>
        Sign<T>(message.Source.Without("signature").Without(field).With(field, value), key);

    /// <summary>Any body, signed.</summary>
    public static T Sign<T>(CanonicalObject body, SigningKey key)
        where T : CeremonyMessage, ICeremonyMessage<T> =>
        Read<T>(body.With("signature", CanonicalValue.Bytes(key.Sign(Domain, body.Encode()).Bytes)));

    /// <summary>The messages with one replaced.</summary>
    public static T[] With<T>(IReadOnlyList<T> messages, int index, T replacement) =>
        [.. messages.Select((message, i) => i == index ? replacement : message)];

    private static T Read<T>(CanonicalObject source)
        where T : CeremonyMessage, ICeremonyMessage<T>
    {
        Assert.True(T.TryRead(source, out var message));
        return message;
    }
}
