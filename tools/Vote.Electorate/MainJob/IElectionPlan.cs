namespace Vote.Electorate.MainJob;

/// <summary>What an election office decides, as the source of a manifest.</summary>
internal interface IElectionPlan
{
    /// <summary>The YAML for `vote-tally manifest new`.</summary>
    string ToYaml();
}
