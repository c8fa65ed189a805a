using System.Diagnostics.CodeAnalysis;

namespace Vote.Electorate.Pabulib;

/// <summary>A project of a participatory budget.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Cost">In the file's currency, whole units.</param>
/// <param name="Votes">What a right tally gives.</param>
public sealed record Project(string Id, string Title, long Cost, int Votes);

/// <summary>One voter's ballot: indices into the projects, from 0, ascending.</summary>
public sealed record ProjectBallot(string VoterId, IReadOnlyList<int> Approved);

/// <summary>
/// A real election in the pabulib format: lines <c>key;value</c> in the sections META, PROJECTS and VOTES, each with a header line.
/// Only approval ballots are read here.
/// </summary>
public sealed record PabulibFile(string Description, int MaximumApproved, IReadOnlyList<Project> Projects, IReadOnlyList<ProjectBallot> Ballots)
{
    /// <summary>False, with a reason a person understands, when a section is missing or a line does not fit its header.</summary>
    public static bool TryParse(
        IEnumerable<string> lines,
        [NotNullWhen(true)] out PabulibFile? file,
        [NotNullWhen(false)] out string? problem)
    {
        file = null;
        try
        {
            file = Read(lines);
            problem = null;
            return true;
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
            return false;
        }
    }

    private static PabulibFile Read(IEnumerable<string> lines)
    {
        var sections = Split(lines);
        var meta = Section(sections, "META").ToDictionary(row => row["key"], row => row["value"], StringComparer.Ordinal);
        if (meta.GetValueOrDefault("vote_type") != "approval")
        {
            throw new FormatException("Only files of vote_type approval are read.");
        }

        var projects = Section(sections, "PROJECTS").Select(ReadProject).ToArray();
        var indices = projects.Select((project, index) => (project.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        var maximum = meta.TryGetValue("max_length", out var text) ? Number(text) : projects.Length;
        var ballots = Section(sections, "VOTES").Select(row => ReadBallot(row, indices, maximum)).ToArray();

        return Number(meta["num_votes"]) == ballots.Length && Number(meta["num_projects"]) == projects.Length
            ? new(meta.GetValueOrDefault("description", ""), maximum, projects, ballots)
            : throw new FormatException("The counts under META are not those of the file.");
    }

    private static Project ReadProject(Dictionary<string, string> row) =>
        new(row["project_id"], row.GetValueOrDefault("name", row["project_id"]), Number(row["cost"]), Number(row["votes"]));

    private static ProjectBallot ReadBallot(Dictionary<string, string> row, Dictionary<string, int> indices, int maximum)
    {
        var names = row["vote"].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var approved = names.Select(name => indices.TryGetValue(name, out var index)
            ? index
            : throw new FormatException($"Voter {row["voter_id"]} names the unknown project {name}.")).Order().ToArray();

        return approved.Distinct().Count() == approved.Length && approved.Length <= maximum
            ? new(row["voter_id"], approved)
            : throw new FormatException($"Voter {row["voter_id"]} names a project twice or too many.");
    }

    private static Dictionary<string, List<string>> Split(IEnumerable<string> lines)
    {
        Dictionary<string, List<string>> sections = new(StringComparer.Ordinal);
        List<string>? current = null;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (line is "META" or "PROJECTS" or "VOTES")
            {
                sections[line] = current = [];
            }
            else
            {
                (current ?? throw new FormatException("The file does not begin with a section.")).Add(line);
            }
        }

        return sections;
    }

    private static IEnumerable<Dictionary<string, string>> Section(Dictionary<string, List<string>> sections, string name)
    {
        if (!sections.TryGetValue(name, out var lines) || lines.Count == 0)
        {
            throw new FormatException($"The section {name} is missing.");
        }

        var header = lines[0].Split(';');
        foreach (var line in lines.Skip(1))
        {
            var cells = line.Split(';');
            yield return cells.Length == header.Length
                ? header.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
                : throw new FormatException($"A line of {name} has {cells.Length} cells, its header {header.Length}: {line}");
        }
    }

    private static int Number(string text) =>
        int.TryParse(text, out var number) && number >= 0 ? number : throw new FormatException($"{text} is not a whole number.");
}
