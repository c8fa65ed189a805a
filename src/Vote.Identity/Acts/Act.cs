using System.Diagnostics.CodeAnalysis;
using Vote.Identity.Jpki;

namespace Vote.Identity.Acts;

/// <summary>A statement in a CMS message. Well formed; nothing about it is verified yet. spec/identity §5 (3)</summary>
public sealed class Act
{
    private Act(CmsMessage message, ActStatement statement) => (Message, Statement) = (message, statement);

    /// <summary>What it states.</summary>
    public ActStatement Statement { get; }

    internal CmsMessage Message { get; }

    /// <summary>Decodes a DER message whose attached content is a statement.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Act? act)
    {
        act = CmsMessage.TryDecode(bytes, out var message) && ActStatement.TryDecode(message.Content.Span, out var statement)
            ? new Act(message, statement)
            : null;
        return act is not null;
    }

    /// <summary>The bytes it was decoded from.</summary>
    public byte[] Encode() => Message.Encode();
}
