using Vote.Canonical;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>How far the exchange of messages is: the last phase whose messages are all in.</summary>
internal enum CeremonyPhase
{
    /// <summary>Nothing received yet.</summary>
    None,

    /// <summary>spec §5 (1)</summary>
    Identities,

    /// <summary>spec §5 (2)</summary>
    Commits,

    /// <summary>spec §5 (3)</summary>
    Reveals,

    /// <summary>spec §5 (4)</summary>
    Shares,
}

/// <summary>The messages of a ceremony so far, each phase by trustee. Nothing in it is checked yet: see <see cref="CeremonyAudit"/>.</summary>
internal sealed record CeremonyLog
{
    public static CeremonyLog Empty { get; } = new();

    public CeremonyPhase Phase { get; private init; }

    public IReadOnlyList<IdentityMessage> Identities { get; private init; } = [];

    public IReadOnlyList<CommitMessage> Commits { get; private init; } = [];

    public IReadOnlyList<RevealMessage> Reveals { get; private init; } = [];

    public IReadOnlyList<ShareMessage> Shares { get; private init; } = [];

    /// <summary>The ceremony hash: of all identities without signatures. spec §5 (1)</summary>
    public Digest Ceremony => Digest.Sha256(
        CanonicalObject.Of(("identities", CanonicalValue.List(Identities.Select(message => message.Body)))).Encode());

    /// <summary>The transcript hash: of all messages before the confirmations. spec §5 (5)</summary>
    public Digest Transcript => Digest.Sha256(CanonicalObject.Of(Fields()).Encode());

    public CeremonyLog With(IReadOnlyList<IdentityMessage> identities) =>
        this with { Identities = identities, Phase = CeremonyPhase.Identities };

    public CeremonyLog With(IReadOnlyList<CommitMessage> commits) => this with { Commits = commits, Phase = CeremonyPhase.Commits };

    public CeremonyLog With(IReadOnlyList<RevealMessage> reveals) => this with { Reveals = reveals, Phase = CeremonyPhase.Reveals };

    public CeremonyLog With(IReadOnlyList<ShareMessage> shares) => this with { Shares = shares, Phase = CeremonyPhase.Shares };

    /// <summary>The same messages, to be judged as if nothing more will come: an empty phase is a fault, not a phase to come.</summary>
    public CeremonyLog AsComplete() => this with { Phase = CeremonyPhase.Shares };

    /// <summary>The four arrays of signed messages, as transcript, record and state have them.</summary>
    public IEnumerable<(string Name, CanonicalValue Value)> Fields() =>
    [
        ("commits", List(Commits)),
        ("identities", List(Identities)),
        ("reveals", List(Reveals)),
        ("shares", List(Shares)),
    ];

    /// <summary>Reads the four arrays; the phase is the last whose array is not empty. A malformed message fails the reader.</summary>
    public static CeremonyLog Read(ObjectReader reader)
    {
        var identities = Read<IdentityMessage>(reader, "identities");
        var commits = Read<CommitMessage>(reader, "commits");
        var reveals = Read<RevealMessage>(reader, "reveals");
        var shares = Read<ShareMessage>(reader, "shares");
        return new CeremonyLog
        {
            Identities = identities,
            Commits = commits,
            Reveals = reveals,
            Shares = shares,
            Phase = (CeremonyPhase)Math.Max(
                Math.Max(Reached(identities, CeremonyPhase.Identities), Reached(commits, CeremonyPhase.Commits)),
                Math.Max(Reached(reveals, CeremonyPhase.Reveals), Reached(shares, CeremonyPhase.Shares))),
        };
    }

    /// <summary>Reads an array of messages; a malformed one fails the reader.</summary>
    public static IReadOnlyList<T> Read<T>(ObjectReader reader, string name)
        where T : class, ICeremonyMessage<T>
    {
        var messages = new List<T>();
        foreach (var item in reader.List(name, 0, TrusteeIndex.Maximum))
        {
            T? message = null;
            reader.Require(item is CanonicalObject source && T.TryRead(source, out message));
            if (message is not null)
            {
                messages.Add(message);
            }
        }

        return messages;
    }

    public static CanonicalArray List(IEnumerable<CeremonyMessage> messages) =>
        CanonicalValue.List(messages.Select(message => message.Source));

    private static int Reached<T>(IReadOnlyList<T> messages, CeremonyPhase phase) =>
        (int)(messages.Count == 0 ? CeremonyPhase.None : phase);
}
