namespace Vote.Crypto.Ballots;

/// <summary>The kinds of rule that a manifest can break. spec §3.2, §4.1</summary>
public enum ManifestRule
{
    /// <summary>The bytes are not canonical JSON.</summary>
    NotCanonical,

    /// <summary>A field is missing.</summary>
    Missing,

    /// <summary>A field that no manifest has here.</summary>
    Unknown,

    /// <summary>Another type of JSON value.</summary>
    WrongType,

    /// <summary>A text or bytes that spell no value of the field.</summary>
    Malformed,

    /// <summary>A number or a length outside of its bounds.</summary>
    OutOfRange,

    /// <summary>A key that stands elsewhere too.</summary>
    Repeated,

    /// <summary>Two fields that do not fit together.</summary>
    Contradiction,
}

/// <summary>One thing that is wrong with a manifest.</summary>
/// <param name="Field">The path, such as <c>questions[2].options[1].cost</c>; places count from 1. Empty for the whole.</param>
/// <param name="Rule">The kind of rule.</param>
/// <param name="Detail">What was expected, for people.</param>
public sealed record ManifestProblem(string Field, ManifestRule Rule, string Detail);
