using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Vote.Crypto;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Ceremonies;

/// <summary>Reads the only encoding of a message of one kind.</summary>
internal delegate bool MessageDecoder<T>(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out T? message)
    where T : CeremonyMessage;

/// <summary>One kind of message: the word in its file names, and its decoder. spec §5</summary>
internal sealed record MessageKind<T>(string Word, MessageDecoder<T> TryDecode)
    where T : CeremonyMessage
{
    /// <summary>The file of a trustee's message. Nothing that a message says gets into a name.</summary>
    public string FileOf(TrusteeIndex trustee) => string.Create(CultureInfo.InvariantCulture, $"{Word}-{trustee.Value}.json");
}

/// <summary>The kinds of messages.</summary>
internal static class MessageKinds
{
    public static MessageKind<IdentityMessage> Identity { get; } = new("identity", IdentityMessage.TryDecode);

    public static MessageKind<CommitMessage> Commit { get; } = new("commit", CommitMessage.TryDecode);

    public static MessageKind<RevealMessage> Reveal { get; } = new("reveal", RevealMessage.TryDecode);

    public static MessageKind<ShareMessage> Share { get; } = new("share", ShareMessage.TryDecode);

    public static MessageKind<ComplaintMessage> Complaint { get; } = new("complaint", ComplaintMessage.TryDecode);

    public static MessageKind<ConfirmMessage> Confirm { get; } = new("confirm", ConfirmMessage.TryDecode);
}

/// <summary>A folder through which trustees hand each other messages: a stick, a shared folder, an inbox.</summary>
internal sealed class ExchangeFolder
{
    private readonly string path;

    public ExchangeFolder(string path)
    {
        this.path = path;
        if (new DirectoryInfo(path).LinkTarget is not null)
        {
            throw Stop.CouldNotRun(Texts.FolderIsLink, path);
        }
    }

    /// <summary>Puts a message there, or finds it there unchanged.</summary>
    public string Send<T>(MessageKind<T> kind, T message)
        where T : CeremonyMessage
    {
        var file = Path.Combine(path, kind.FileOf(message.Trustee));
        OutputFile.CreateOrConfirm(file, message.Encode());
        return file;
    }

    /// <summary>The messages of all trustees; whoever's is missing or unreadable is named.</summary>
    public IReadOnlyList<T> Collect<T>(MessageKind<T> kind, IEnumerable<TrusteeIndex> trustees)
        where T : CeremonyMessage
    {
        var expected = trustees.ToArray();
        var missing = expected.Where(trustee => !InputFile.Exists(Path.Combine(path, kind.FileOf(trustee)))).ToArray();
        return missing.Length == 0
            ? [.. expected.Select(trustee => Read(kind, trustee))]
            : throw Stop.CouldNotRun(Texts.CeremonyWaiting, kind.Word, string.Join(", ", missing.Select(trustee => trustee.Value)), path);
    }

    /// <summary>Whoever has complained, by number.</summary>
    public IReadOnlyList<TrusteeIndex> Complainants() =>
    [
        .. Enumerable.Range(1, TrusteeIndex.Maximum).Select(value => new TrusteeIndex(value))
            .Where(trustee => InputFile.Exists(Path.Combine(path, MessageKinds.Complaint.FileOf(trustee)))),
    ];

    /// <summary>Stops when there is a complaint: the ceremony is void, whoever lied. spec §5 (6)</summary>
    public void RequireNoComplaint()
    {
        if (Complainants() is [var first, ..])
        {
            throw Stop.Rejected(Texts.CeremonyVoid, first.Value, path);
        }
    }

    /// <summary>The message in one trustee's file.</summary>
    public T Read<T>(MessageKind<T> kind, TrusteeIndex trustee)
        where T : CeremonyMessage
    {
        var file = Path.Combine(path, kind.FileOf(trustee));
        var content = InputFile.Read(file, CeremonyMessage.MaximumLength);
        return kind.TryDecode(content, out var message) && message.Trustee == trustee
            ? message
            : throw Stop.Rejected(Texts.CeremonyMalformed, trustee.Value, file);
    }
}
