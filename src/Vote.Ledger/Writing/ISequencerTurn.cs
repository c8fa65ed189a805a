namespace Vote.Ledger.Writing;

/// <summary>
/// Which of several processes is the active sequencer. It spares them from working against one another; that at most one of them wins
/// does not rest on it. spec/ledger.md §9 (2)
/// </summary>
public interface ISequencerTurn
{
    /// <summary>Whether it is this process. Whoever has it keeps it while it lives.</summary>
    Task<bool> IsMineAsync(CancellationToken cancellationToken);
}
