using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Vote.Tally.Manifests;

/// <summary>
/// The manifest's source as people write it in YAML: what the commission decides. Keys, ceremony, slots, id and nonce are no
/// part of it; they come from their own files. Unknown and repeated names are refused.
/// </summary>
internal sealed class ManifestSource
{
    /// <summary>The election's title by language.</summary>
    public required Dictionary<string, string> Title { get; init; }

    /// <summary>YYYY-MM-DDThh:mm:ss+hh:mm.</summary>
    public required string Opens { get; init; }

    /// <inheritdoc cref="Opens"/>
    public required string Closes { get; init; }

    /// <summary>YYYY-MM-DD: the day at which the roll is frozen.</summary>
    public required string Reference { get; init; }

    /// <summary>The host of the log; its origin is host/log/id.</summary>
    public required string Host { get; init; }

    /// <summary>Fewer counted ballots than this are never decrypted.</summary>
    public required int GroupMinimum { get; init; }

    /// <summary>When the log is published; the default hides who voted when.</summary>
    public PublishSource Publish { get; init; } = new();

    /// <summary>Witnesses that cosign checkpoints; none by default.</summary>
    public List<WitnessSource> Witnesses { get; init; } = [];

    /// <summary>How many of them must.</summary>
    public int Quorum { get; init; }

    /// <summary>The questions in order.</summary>
    public required List<QuestionSource> Questions { get; init; }

    /// <summary>Reads a source; false with the place of the first mistake.</summary>
    public static bool TryParse(string yaml, [NotNullWhen(true)] out ManifestSource? source, [NotNullWhen(false)] out string? mistake)
    {
        (source, mistake) = (null, null);
        var reader = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .WithEnforceRequiredMembers()
            .Build();
        try
        {
            source = reader.Deserialize<ManifestSource?>(yaml);
            mistake = source is null ? "empty" : null;
        }
        catch (YamlException refused)
        {
            mistake = $"{refused.Start.Line}:{refused.Start.Column} {refused.InnerException?.Message ?? refused.Message}";
        }

        return source is not null;
    }
}

/// <summary>See <c>publish</c> of the manifest. spec §3.2</summary>
internal sealed class PublishSource
{
    public int IntervalS { get; init; } = 60;

    public int MaxDelayS { get; init; } = 600;

    public int MinBatch { get; init; } = 20;
}

/// <summary>A witness: its name, and its Ed25519 key in base64url.</summary>
internal sealed class WitnessSource
{
    public required string Name { get; init; }

    public required string Key { get; init; }
}

/// <summary>A question. spec §4.1</summary>
internal sealed class QuestionSource
{
    public required Dictionary<string, string> Title { get; init; }

    /// <summary>One of the kinds of spec §4.1.</summary>
    public required string Kind { get; init; }

    /// <summary>homomorphic or mixed.</summary>
    public required string Mode { get; init; }

    /// <summary>Of choose-one, approval and ranking; 1 where it is left out.</summary>
    public long? Min { get; init; }

    /// <inheritdoc cref="Min"/>
    public long? Max { get; init; }

    /// <summary>Of score: the most points of an option.</summary>
    public long? Range { get; init; }

    /// <summary>Of score: whether there is a blank; there is where it is left out.</summary>
    public bool? Blank { get; init; }

    /// <summary>Of cumulative.</summary>
    public long? Points { get; init; }

    /// <summary>Of knapsack, in whole yen.</summary>
    public long? Budget { get; init; }

    /// <summary>Of knapsack: what budget and costs are counted in; 1 yen where it is left out.</summary>
    public long? Unit { get; init; }

    /// <summary>Of quadratic.</summary>
    public long? Credits { get; init; }

    /// <summary>Of majority-judgment, the worst first.</summary>
    public List<Dictionary<string, string>>? Grades { get; init; }

    /// <summary>Of a homomorphic ranking: what each rank is worth; max, max − 1, …, 1 where it is left out.</summary>
    public List<long>? Weights { get; init; }

    /// <summary>Of mixed questions only, and required there.</summary>
    public long? PatternMinimum { get; init; }

    public required List<OptionSource> Options { get; init; }
}

/// <summary>An option.</summary>
internal sealed class OptionSource
{
    public required Dictionary<string, string> Title { get; init; }

    /// <summary>Whole yen.</summary>
    public long Cost { get; init; }
}
