namespace Vote.Tally.Verification;

/// <summary>All checks of the specification with what they found; one that nobody answered is not reached. spec §10</summary>
internal sealed class Checklist
{
    private readonly Dictionary<CheckId, Outcome> outcomes = [];

    /// <summary>What a check that was not answered lacks.</summary>
    public string Missing { get; set; } = "an earlier part of the record is missing";

    /// <summary>Answers a check, once.</summary>
    public void Set(CheckId check, Outcome outcome) => outcomes.Add(check, outcome);

    /// <summary>Answers a check by a list of findings; none means it holds.</summary>
    public void Set(CheckId check, IEnumerable<string> found, string detail)
    {
        var findings = new Findings();
        foreach (var line in found)
        {
            findings.Add(line);
        }

        Set(check, findings.Close(detail));
    }

    /// <summary>In the specification's order; every one of them.</summary>
    public IReadOnlyList<Check> ToChecks() =>
        [.. CheckId.All.Select(id => new Check(id, outcomes.GetValueOrDefault(id) ?? new Outcome.NotReached(Missing)))];
}
