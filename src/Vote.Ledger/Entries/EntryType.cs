namespace Vote.Ledger.Entries;

/// <summary>The closed list of entry types. spec/ledger.md §3 (5)</summary>
public enum EntryType
{
    ElectionOpened,
    CredentialEnrolled,
    BallotCast,
    BallotChallenged,
    DisputeRaised,
    DisputeResolved,
    AdministratorAct,
    VotingExtended,
    VotingClosed,
    PaperVoteRecorded,
    OverridesClosed,
    PaperResult,
    JurySealed,
    JuryOpened,
    LotNonce,
    LotDrawn,
    TallyInput,
    Shuffle,
    DecryptionShare,
    Result,
    DeletionAttested,
    AnchorDeclared,
}

/// <summary>The spelling of the types in a record.</summary>
public static class EntryTypes
{
    private static readonly Dictionary<string, EntryType> ByName =
        Enum.GetValues<EntryType>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>The type's name, such as <c>ballot-cast</c>.</summary>
    public static string Name(this EntryType type) => string.Concat(type.ToString().Select((character, position) =>
        char.IsAsciiLetterUpper(character)
            ? $"{(position > 0 ? "-" : "")}{char.ToLowerInvariant(character)}"
            : character.ToString()));

    /// <summary>The type of this name, if the list has it.</summary>
    public static bool TryParse(string name, out EntryType type) => ByName.TryGetValue(name, out type);
}
