using Vote.Testing;

namespace Vote.Api.Tests.Attacks;

/// <summary>
/// B1: a check that is in one of three implementations, and not in the one that runs. Ballots are verified in one place; the server and the offline tool call it, and
/// nobody else builds a ballot's relation. That the one that runs is the one with the checks is what every test over HTTP here shows.
/// </summary>
public sealed class B1_OneWayToVerifyTests
{
    [Fact]
    public void ThereIsExactlyOneEntryPoint()
    {
        Assert.Equal(["src/Vote.Crypto/Ballots/BallotVerifier.cs"], Users("BatchVerifier()", "src/Vote.Crypto/Ballots/").Distinct());
        Assert.Equal(
            ["src/Vote.Crypto/Ballots/BallotEncryptor.cs", "src/Vote.Crypto/Ballots/BallotVerifier.cs"],
            Users("BallotRelations.For(", "src/"));
        Assert.Equal(
            ["Vote.Api", "Vote.Tally"],
            Users("BallotVerifier", "src/").Select(path => path.Split('/')[1]).Where(project => project != "Vote.Crypto").Distinct(StringComparer.Ordinal));
    }

    /// <summary>One decoder of points for ballots, proofs, shuffles and shares; the other one is for ECDSA keys, in a project that knows no ballots.</summary>
    [Fact]
    public void ThereIsOneDecoderOfElements() =>
        Assert.Equal(["src/Vote.Crypto/Group/PointEncoding.cs"], Users("CurveEquation(", "src/").Where(path => !path.EndsWith("HashToCurve.cs", StringComparison.Ordinal)));

    private static IEnumerable<string> Users(string call, string below)
    {
        return Directory.EnumerateFiles(RepositoryRoot.Of(below), "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains(call, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path)).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }
}
