using Vote.Ledger.Entries;

namespace Vote.Ledger.Witnessing;

/// <summary>What a monitor found wrong with a log.</summary>
public abstract record LogAlarm
{
    private LogAlarm()
    {
    }

    /// <summary>A fault that anybody can check: the file says all.</summary>
    public sealed record Proven(Evidence Evidence) : LogAlarm;

    /// <summary>The log serves an earlier state of itself. Every checkpoint is genuine, so alone this proves nothing.</summary>
    public sealed record RolledBack(TreeSize Kept, TreeSize Served) : LogAlarm;

    /// <summary>The checkpoint is gone, unreadable or not signed by the log's key.</summary>
    public sealed record NoCheckpoint(string Detail) : LogAlarm;

    /// <summary>Entries or blobs are missing, or do not give the root that the log signed.</summary>
    public sealed record Damaged(string Detail) : LogAlarm;

    /// <summary>A promised entry is late by this monitor's clock; without witnesses' times this is one clock's word.</summary>
    public sealed record Overdue(LeafHash Leaf) : LogAlarm;
}
