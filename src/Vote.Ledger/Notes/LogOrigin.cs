using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Vote.Ledger.Notes;

/// <summary>The log's name and the name of its key: <c>host/log/election id</c>. spec/ledger.md §7 (2)</summary>
public sealed partial record LogOrigin
{
    private LogOrigin(string value) => Value = value;

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>The name under which promises are signed.</summary>
    public string AcceptName => $"{Value}/accept";

    /// <summary>Reads a host (with a port where needed), <c>/log/</c> and 32 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogOrigin? origin)
    {
        origin = text.Length <= 255 && Form().IsMatch(text) ? new(text) : null;
        return origin is not null;
    }

    /// <summary>The key under which checkpoints of this log are signed.</summary>
    public NoteKey LogKey(Ed25519PublicKey key) => new(Value, NoteSignatureType.Ed25519, key);

    /// <summary>The key under which promises of this log are signed.</summary>
    public NoteKey AcceptKey(Ed25519PublicKey key) => new(AcceptName, NoteSignatureType.Ed25519, key);

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?/log/[0-9a-f]{32}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
