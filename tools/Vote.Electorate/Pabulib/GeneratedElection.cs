using System.Security.Cryptography;
using System.Text;

namespace Vote.Electorate.Pabulib;

/// <summary>
/// An invented election of the shape of a pabulib file, for machines without the real ones. The same seed gives the same file.
/// </summary>
public static class GeneratedElection
{
    /// <param name="seed">Any text; it is not a secret.</param>
    /// <param name="voters">Number of ballots.</param>
    /// <param name="projects">Number of projects.</param>
    /// <param name="maximum">How many projects one ballot may approve.</param>
    /// <returns>The file's lines.</returns>
    public static IEnumerable<string> Lines(string seed, int voters, int projects, int maximum)
    {
        var ballots = Enumerable.Range(0, voters).Select(voter => Choose(seed, voter, projects, maximum)).ToArray();
        var votes = Enumerable.Range(0, projects).Select(project => ballots.Count(ballot => ballot.Contains(project))).ToArray();

        yield return "META";
        yield return "key;value";
        yield return $"description;Generated from the seed {seed}";
        yield return $"num_projects;{projects}";
        yield return $"num_votes;{voters}";
        yield return "vote_type;approval";
        yield return $"max_length;{maximum}";
        yield return "PROJECTS";
        yield return "project_id;cost;votes;name";
        for (var project = 0; project < projects; project++)
        {
            yield return $"P{project + 1:000};{10_000 * (project + 1)};{votes[project]};Project {project + 1}";
        }

        yield return "VOTES";
        yield return "voter_id;vote";
        for (var voter = 0; voter < voters; voter++)
        {
            yield return $"{1000 + voter};{string.Join(',', ballots[voter].Select(project => $"P{project + 1:000}"))}";
        }
    }

    /// <summary>Between one and the maximum of projects, low numbers more often, as in real elections.</summary>
    private static int[] Choose(string seed, int voter, int projects, int maximum)
    {
        var stream = Shake128.HashData(Encoding.UTF8.GetBytes($"{seed}/{voter}"), 2 + (4 * maximum));
        var count = 1 + (stream[0] % maximum);
        return [.. Enumerable.Range(0, count)
            .Select(i => Math.Min(stream[2 + (4 * i)] % projects, stream[3 + (4 * i)] % projects))
            .Distinct()
            .Order()];
    }
}
