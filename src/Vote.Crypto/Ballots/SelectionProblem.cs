namespace Vote.Crypto.Ballots;

/// <summary>Why a choice is not one of a question's.</summary>
public enum SelectionProblem
{
    /// <summary>Fewer options than the question asks for; not to choose is to choose the blank.</summary>
    UnderVote,

    /// <summary>More options, points or yen than the question allows together.</summary>
    OverVote,

    /// <summary>An option chosen twice.</summary>
    Duplicate,

    /// <summary>A number that is no option's.</summary>
    UnknownOption,

    /// <summary>Not exactly one value for each option.</summary>
    WrongCount,

    /// <summary>A value that no option can have.</summary>
    OutOfRange,
}
