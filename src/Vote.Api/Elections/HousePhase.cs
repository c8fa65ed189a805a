using Vote.Ledger.Rules;

namespace Vote.Api.Elections;

/// <summary>How far an election is, as the public sees it. docs/api.md</summary>
public enum HousePhase
{
    /// <summary>Not open yet.</summary>
    Scheduled,

    /// <summary>Ballots are taken.</summary>
    Voting,

    /// <summary>Ballots are refused; those taken are on their way to the log, and the officers have not closed it yet.</summary>
    Closing,

    /// <summary>The officers have closed the log for ballots.</summary>
    Closed,

    /// <summary>Trustees mix and decrypt.</summary>
    Tallying,

    /// <summary>The result is on the log.</summary>
    Finished,
}

/// <summary>From what is stored to what the public sees.</summary>
internal static class HousePhases
{
    public static HousePhase Of(Phase stored, bool takesBallots, bool hasOpened) => stored switch
    {
        Phase.Unopened => HousePhase.Scheduled,
        Phase.Voting when takesBallots => HousePhase.Voting,
        Phase.Voting => hasOpened ? HousePhase.Closing : HousePhase.Scheduled,
        Phase.Closed => HousePhase.Closed,
        Phase.Finished => HousePhase.Finished,
        _ => HousePhase.Tallying,
    };
}
