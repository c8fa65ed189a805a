using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using SlotList = Vote.Identity.Slots.SlotList;

namespace Vote.Tally.Record;

/// <summary>
/// The payload of <c>election-opened</c>: its four parts as canonical values. What each of them says is read by its own type, so
/// that a verifier can report each by itself. spec §3.3
/// </summary>
/// <param name="Ceremony">The ceremony record.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Nonce">Drawn at opening.</param>
/// <param name="Slots">The slot list.</param>
public sealed record OpeningContent(CanonicalObject Ceremony, CanonicalObject Manifest, Digest Nonce, CanonicalArray Slots)
{
    /// <summary>SHA-256 of the manifest as it stands here: the election hash, when it is the published one. spec §3.1</summary>
    public Digest ManifestHash => Digest.Sha256(Manifest.Encode());

    /// <summary>Reads the only encoding.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out OpeningContent? content)
    {
        content = null;
        if (!CanonicalValue.TryParse(payload, out var value)
            || value is not CanonicalObject { Names: ["ceremony", "manifest", "nonce", "slots"] } source
            || !source.TryGet("ceremony", out var ceremony)
            || !source.TryGet("manifest", out var manifest)
            || !source.TryGet("nonce", out var nonce)
            || !source.TryGet("slots", out var slots))
        {
            return false;
        }

        content = nonce is CanonicalString text && Digest.TryParseBase64Url(text.Value, out var drawn)
            && ceremony is CanonicalObject messages && manifest is CanonicalObject fields && slots is CanonicalArray commitments
                ? new(messages, fields, drawn, commitments)
                : null;
        return content is not null;
    }

    /// <summary>Canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("ceremony", Ceremony), ("manifest", Manifest), ("nonce", CanonicalValue.Hash(Nonce)), ("slots", Slots)).Encode();
}

/// <summary>An opening whose parts were read and held against each other. spec §10 (3.2 – 4.1)</summary>
public sealed class Opening
{
    private Opening(OpeningContent content, Manifest manifest, TrusteeKeys keys, SlotList slots) =>
        (Content, Manifest, Keys, Slots) = (content, manifest, keys, slots);

    /// <summary>As it stands in the entry.</summary>
    public OpeningContent Content { get; }

    /// <summary>The manifest.</summary>
    public Manifest Manifest { get; }

    /// <summary>What the ceremony gave; the same as the manifest says.</summary>
    public TrusteeKeys Keys { get; }

    /// <summary>The slot list.</summary>
    public SlotList Slots { get; }

    /// <summary>Puts an opening together, or reads one from a record; every part must fit the manifest.</summary>
    /// <param name="content">The four parts.</param>
    /// <param name="opening">The opening, when nothing is wrong.</param>
    /// <param name="problems">All that is wrong.</param>
    public static bool TryRead(
        OpeningContent content, [NotNullWhen(true)] out Opening? opening, out IReadOnlyList<string> problems)
    {
        opening = null;
        if (!Manifest.TryRead(content.Manifest, out var manifest, out var broken))
        {
            problems = [.. broken.Select(problem => $"manifest: {problem.Field}: {problem.Rule} ({problem.Detail})")];
            return false;
        }

        List<string> found = [];
        var slots = SlotList.TryRead(content.Slots, out var list) && list.Count == manifest.Slots.Count && list.Hash == manifest.Slots.Hash
            ? list
            : null;
        if (slots is null)
        {
            found.Add("slots: not the manifest's list");
        }

        var keys = ReadCeremony(content, manifest, found);
        problems = found;
        opening = found.Count == 0 && keys is not null && slots is not null ? new Opening(content, manifest, keys, slots) : null;
        return opening is not null;
    }

    private static TrusteeKeys? ReadCeremony(OpeningContent content, Manifest manifest, List<string> found)
    {
        if (!CeremonyRecord.TryRead(content.Ceremony, out var record))
        {
            found.Add("ceremony: malformed");
            return null;
        }

        var report = record.Verify();
        found.AddRange(report.Messages.Faults.Concat(report.Proofs.Faults).Select(fault => $"ceremony: {fault}"));
        found.AddRange(report.CompareWith(ManifestTerms.KeysOf(manifest)).Faults.Select(fault => $"ceremony: {fault}"));
        return report.TryGetKeys(out var keys) ? keys : null;
    }
}
