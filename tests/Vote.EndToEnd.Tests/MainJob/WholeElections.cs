using Vote.Electorate.MainJob;
using Vote.EndToEnd.Tests.Tampering;

namespace Vote.EndToEnd.Tests.MainJob;

[CollectionDefinition(Name)]
public sealed class WholeElectionsCollection : ICollectionFixture<WholeElections>
{
    public const string Name = "whole elections";
}

/// <summary>An election that was held, with the keys of every voter's devices.</summary>
internal sealed record HeldElection(JobOutcome Outcome, string Story, CollectedDevices Devices);

/// <summary>The main job, held once in each mode for all tests of a run, and only if a test asks for it.</summary>
public sealed class WholeElections : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("vote-main-job-");
    private readonly Lazy<Task<HeldElection>> homomorphic;
    private readonly Lazy<Task<HeldElection>> mixed;
    private readonly Dictionary<string, Conspiracy> conspiracies = [];

    public WholeElections()
    {
        homomorphic = new(() => HoldAsync("homomorphic"));
        mixed = new(() => HoldAsync("mixed"));
    }

    /// <summary>The election of one mode.</summary>
    internal Task<HeldElection> HeldAsync(string mode) => mode == "mixed" ? mixed.Value : homomorphic.Value;

    /// <summary>Everybody's keys of that election. The tests of a collection run one after another.</summary>
    internal async Task<Conspiracy> ConspiracyAsync(string mode) =>
        conspiracies.TryGetValue(mode, out var known) ? known : conspiracies[mode] = await Conspiracy.OfAsync(await HeldAsync(mode));

    public void Dispose()
    {
        foreach (var conspiracy in conspiracies.Values)
        {
            conspiracy.Dispose();
        }

        root.Delete(recursive: true);
    }

    private async Task<HeldElection> HoldAsync(string mode)
    {
        var source = ElectionSource.Read();
        using var story = new StringWriter();
        var narrator = new Narrator(story, TimeProvider.System);
        narrator.Say($"{mode}: {source.Said}");

        var devices = new CollectedDevices();
        var folders = new JobFolders(new(Path.Combine(root.FullName, mode)));
        var runner = new JobRunner(folders, ElectionSource.Cache(), narrator, devices, CancellationToken.None);
        return new(await runner.RunAsync(source.File, mode), story.ToString(), devices);
    }
}
