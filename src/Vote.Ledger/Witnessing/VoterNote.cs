using System.Diagnostics.CodeAnalysis;
using Vote.Ledger.Notes;

namespace Vote.Ledger.Witnessing;

/// <summary>What a voter kept of the log's word. spec/ledger.md §10 (4)</summary>
public abstract record VoterNote
{
    private VoterNote()
    {
    }

    /// <summary>Intake's word that an entry will be on the log.</summary>
    public sealed record Promised(SignedPromise Promise) : VoterNote;

    /// <summary>The log's word that an entry is on it.</summary>
    public sealed record Received(Receipt Receipt) : VoterNote;

    /// <summary>Reads a promise or a receipt; no bytes are both.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out VoterNote? note)
    {
        note = SignedPromise.TryDecode(encoded, out var promise) ? new Promised(promise)
            : Receipt.TryDecode(encoded, out var receipt) ? new Received(receipt)
            : null;
        return note is not null;
    }
}

/// <summary>What became of what a voter kept, as far as a record shows. spec/ledger.md §10 (4)</summary>
public abstract record NoteFate
{
    private NoteFate()
    {
    }

    /// <summary>The entry stands on the record.</summary>
    public sealed record Kept(EntryIndex Index) : NoteFate;

    /// <summary>It does not, and that is proven to anybody.</summary>
    public sealed record Broken(Evidence Evidence) : NoteFate;

    /// <summary>It does not, and files alone do not prove whose fault that is.</summary>
    /// <param name="Because">What a proof would need.</param>
    public sealed record Missing(string Because) : NoteFate;

    /// <summary>Another log's, or signed by another key: it says nothing of this record.</summary>
    public sealed record Foreign : NoteFate;
}
