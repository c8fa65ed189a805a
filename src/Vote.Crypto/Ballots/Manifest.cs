using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Crypto.ElGamal;

namespace Vote.Crypto.Ballots;

/// <summary>
/// A manifest that keeps every rule of spec §3 and §4 that can be seen in it alone; an instance is the proof. Its hash is the election's only
/// root of trust.
/// </summary>
public sealed class Manifest : ManifestDraft
{
    /// <summary>More bytes than this are refused unread.</summary>
    public const int MaximumLength = 4 << 20;

    private readonly byte[] encoded;

    [SetsRequiredMembers]
    private Manifest(ManifestDraft draft, byte[] encoded)
        : base(draft)
    {
        this.encoded = encoded;
        Hash = new(Digest.Sha256(encoded));
        Election = new(Hash, ElectionKey, new(Questions));
    }

    /// <summary>e, SHA-256 of the canonical bytes. spec §3.1</summary>
    public ElectionHash Hash { get; }

    /// <summary>What making and checking ballots needs.</summary>
    public Election Election { get; }

    /// <summary>Decodes the canonical bytes of a manifest.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="manifest">The manifest, when there is no problem.</param>
    /// <param name="problems">Everything that is wrong, each with its field; empty when nothing is.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Manifest? manifest, out IReadOnlyList<ManifestProblem> problems)
    {
        manifest = null;
        if (bytes.Length > MaximumLength || !CanonicalValue.TryParse(bytes, out var value))
        {
            problems = [new("", ManifestRule.NotCanonical, $"not canonical JSON of at most {MaximumLength} bytes")];
            return false;
        }

        return TryRead(value, out manifest, out problems);
    }

    /// <summary>Reads a manifest that stands inside another canonical object, as in <c>election-opened</c>. spec §3.3</summary>
    /// <inheritdoc cref="TryDecode"/>
    public static bool TryRead(
        CanonicalValue value, [NotNullWhen(true)] out Manifest? manifest, out IReadOnlyList<ManifestProblem> problems)
    {
        var found = new List<ManifestProblem>();
        var draft = ManifestReader.Read(new ManifestValue(value, "", found));
        if (found.Count == 0)
        {
            ManifestRules.Check(draft, found);
        }

        problems = found;
        manifest = found.Count == 0 ? new(draft, value.Encode()) : null;
        return manifest is not null;
    }

    /// <summary>Checks what a commission wrote down.</summary>
    /// <inheritdoc cref="TryDecode"/>
    public static bool TryCheck(
        ManifestDraft draft, [NotNullWhen(true)] out Manifest? manifest, out IReadOnlyList<ManifestProblem> problems) =>
        TryRead(draft.ToCanonical(), out manifest, out problems);

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => [.. encoded];
}
