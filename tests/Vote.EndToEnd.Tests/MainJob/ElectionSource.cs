using Vote.Electorate.Pabulib;
using Vote.Testing;

namespace Vote.EndToEnd.Tests.MainJob;

/// <summary>The real votes that the main job counts, or invented ones of the same shape where the real file is not at hand.</summary>
internal sealed record ElectionSource(PabulibFile File, string Said)
{
    private const string RealFile = "shared/data/pabulib/Poland_Lodz_2024_Zdrowie-Mania.pb";

    /// <summary>Reads the file beside the repository, or invents one.</summary>
    public static ElectionSource Read()
    {
        var real = RepositoryRoot.Of("..", RealFile);
        return System.IO.File.Exists(real)
            ? new(Parse(System.IO.File.ReadLines(real)), $"the real votes of {RealFile}")
            : new(Parse(GeneratedElection.Lines("main job", 801, 8, 5)), $"{RealFile} is not at hand: INVENTED votes of the same shape");
    }

    /// <summary>Where keys of invented residents are kept for all runs, as ./run does.</summary>
    public static DirectoryInfo Cache()
    {
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new(Path.Combine(caches, "tsukuba-vote"));
    }

    private static PabulibFile Parse(IEnumerable<string> lines) =>
        PabulibFile.TryParse(lines, out var file, out var problem) ? file : throw new InvalidDataException(problem);
}
