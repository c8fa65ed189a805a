using Vote.Canonical;

namespace Vote.Identity.Acts;

/// <summary>The election an act is for: its hash, which binds, and its Japanese title, which the voter reads.</summary>
public sealed record ActElection
{
    /// <summary>Greatest length of the title in UTF-16 code units.</summary>
    public const int MaxTitle = 200;

    /// <param name="hash">SHA-256 of the canonical manifest.</param>
    /// <param name="title">The manifest's title in Japanese.</param>
    /// <exception cref="ArgumentException">An empty or overlong title.</exception>
    public ActElection(Digest hash, string title)
    {
        if (title.Length is 0 or > MaxTitle)
        {
            throw new ArgumentException($"A title has 1 to {MaxTitle} characters.", nameof(title));
        }

        (Hash, Title) = (hash, title);
    }

    /// <summary>The election hash.</summary>
    public Digest Hash { get; }

    /// <summary>The Japanese title.</summary>
    public string Title { get; }
}
