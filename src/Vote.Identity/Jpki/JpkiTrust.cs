namespace Vote.Identity.Jpki;

/// <summary>
/// The pinned authorities of both hierarchies and their current revocation lists; the only thing certificates are judged by.
/// Immutable: a new list gives a new value. spec/identity §3 (1)
/// </summary>
public sealed class JpkiTrust
{
    private readonly IReadOnlyList<TrustedAuthority> authorities;
    private readonly IReadOnlyList<RevocationList> revocations;

    /// <summary>Pins authorities and takes lists of theirs.</summary>
    /// <exception cref="ArgumentException">No authority, two with one key identifier, or a list of none of them.</exception>
    public JpkiTrust(IReadOnlyList<TrustedAuthority> authorities, IReadOnlyList<RevocationList> revocations)
    {
        if (authorities.Count == 0
            || authorities.DistinctBy(authority => Convert.ToHexString(authority.KeyIdentifier.Span)).Count() != authorities.Count)
        {
            throw new ArgumentException("Authorities must be present and have distinct key identifiers.", nameof(authorities));
        }

        if (!revocations.All(list => authorities.Contains(list.Authority)))
        {
            throw new ArgumentException("A revocation list is of no pinned authority.", nameof(revocations));
        }

        (this.authorities, this.revocations) = ([.. authorities], [.. revocations]);
    }

    /// <summary>The pinned authorities.</summary>
    public IReadOnlyList<TrustedAuthority> Authorities => authorities;

    /// <summary>The accepted algorithms.</summary>
    internal IReadOnlyList<SignatureSuite> Suites { get; } = [SignatureSuite.Rsa2048Sha256];

    /// <summary>The same authorities with this list in the place of the authority's earlier one.</summary>
    public JpkiTrust With(RevocationList list) =>
        new(authorities, [.. revocations.Where(other => other.Authority != list.Authority), list]);

    internal TrustedAuthority? Find(ReadOnlyMemory<byte> keyIdentifier) =>
        authorities.FirstOrDefault(authority => authority.KeyIdentifier.Span.SequenceEqual(keyIdentifier.Span));

    internal RevocationList? RevocationsOf(TrustedAuthority authority) =>
        revocations.FirstOrDefault(list => list.Authority == authority);
}
