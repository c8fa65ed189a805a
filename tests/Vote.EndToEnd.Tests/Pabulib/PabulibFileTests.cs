using Vote.Electorate.Pabulib;

namespace Vote.EndToEnd.Tests.Pabulib;

public sealed class PabulibFileTests
{
    private static readonly string[] Generated = [.. GeneratedElection.Lines("test", 40, 8, 5)];

    [Fact]
    public void ReadsWhatTheGeneratorWrites()
    {
        Assert.True(PabulibFile.TryParse(Generated, out var file, out _));
        Assert.Equal(40, file.Ballots.Count);
        Assert.Equal(8, file.Projects.Count);
        for (var project = 0; project < 8; project++)
        {
            Assert.Equal(file.Projects[project].Votes, file.Ballots.Count(ballot => ballot.Approved.Contains(project)));
        }
    }

    [Fact]
    public void GivesTheSameFileForTheSameSeed() => Assert.Equal(Generated, GeneratedElection.Lines("test", 40, 8, 5));

    [Theory]
    [InlineData("META", "something else")]
    [InlineData("vote_type;approval", "vote_type;ordinal")]
    [InlineData("num_votes;40", "num_votes;41")]
    [InlineData("P001;10000;", "P001;ten;")]
    [InlineData("1000;", "1000;P999,")]
    public void RefusesWithAReason(string from, string to)
    {
        var lines = Generated.Select(line => line.StartsWith(from, StringComparison.Ordinal) ? to + line[from.Length..] : line);
        Assert.False(PabulibFile.TryParse(lines, out _, out var problem));
        Assert.NotEmpty(problem);
    }
}
