using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold;
using SlotList = Vote.Identity.Slots.SlotList;
using Vote.Tally.Files;
using static Vote.Tally.Manifests.SourceValues;

namespace Vote.Tally.Manifests;

/// <summary>The public files that a manifest is made of beside its source.</summary>
/// <param name="Keys">The public key files of all roles.</param>
/// <param name="Trustees">The outcome of a verified ceremony.</param>
/// <param name="Slots">The slot list.</param>
/// <param name="Authorities">SHA-256 of each pinned CA certificate's DER.</param>
internal sealed record ManifestParts(
    IReadOnlyList<PublicKeyFile> Keys, TrusteeKeys Trustees, SlotList Slots, IReadOnlyList<Digest> Authorities)
{
    /// <summary>The keys of one role, by key so that the order in the folder says nothing.</summary>
    public IEnumerable<PublicKeyFile> Of(KeyRole role) =>
        Keys.Where(key => key.Role == role).OrderBy(key => Convert.ToHexString(key.Key), StringComparer.Ordinal);
}

/// <summary>
/// Puts source and parts together. It checks nothing: what comes out is read by the manifest's own strict reader, which reports
/// every broken rule with its field. spec §3.2
/// </summary>
internal static class ManifestComposer
{
    public static CanonicalObject Compose(ManifestSource source, ManifestParts parts)
    {
        var id = ElectionId.Generate();
        var trustees = parts.Trustees;
        return CanonicalObject.Of(
            ("version", CanonicalValue.Number(ManifestDraft.Version)),
            ("id", CanonicalValue.Text(id.Hex)),
            ("nonce", CanonicalValue.Bytes(RandomNumberGenerator.GetBytes(Digest.Length))),
            ("title", Texts(source.Title)),
            ("dates", CanonicalObject.Of(
                ("opens", Text(source.Opens)),
                ("closes", Text(source.Closes)),
                ("reference", Text(source.Reference)))),
            ("election_key", CanonicalValue.Bytes(trustees.ElectionKey.Encode())),
            ("threshold", CanonicalValue.Number(trustees.Policy.Threshold)),
            ("trustees", CanonicalValue.List(trustees.Trustees.Select(Trustee))),
            ("ceremony", CanonicalObject.Of(
                ("hash", CanonicalValue.Hash(trustees.Ceremony)), ("transcript", CanonicalValue.Hash(trustees.Transcript)))),
            ("officers", CanonicalObject.Of(
                ("keys", CanonicalValue.List(parts.Of(KeyRole.Officer).Select(Key))),
                ("threshold", CanonicalValue.Number(OfficerBoard.Threshold)))),
            ("registrar", Single(parts, KeyRole.Registrar)),
            ("auditors", CanonicalValue.List(parts.Of(KeyRole.Auditor).Select(Auditor))),
            ("log", Log(source, parts, id)),
            ("identity", CanonicalObject.Of(
                ("act", CanonicalValue.Text(IdentityDeclaration.Act)),
                ("authorities", CanonicalValue.List(parts.Authorities.Select(CanonicalValue.Hash))))),
            ("slots", CanonicalObject.Of(
                ("count", CanonicalValue.Number(parts.Slots.Count)), ("hash", CanonicalValue.Hash(parts.Slots.Hash)))),
            ("group_minimum", Number(source.GroupMinimum)),
            ("questions", CanonicalValue.List(source.Questions.Select(QuestionComposer.Compose))));
    }

    private static CanonicalObject Log(ManifestSource source, ManifestParts parts, ElectionId id) => CanonicalObject.Of(
        ("origin", Text($"{source.Host}{LogDeclaration.OriginPath}{id.Hex}")),
        ("key", Single(parts, KeyRole.Log)),
        ("accept_key", Single(parts, KeyRole.Accept)),
        ("publish", CanonicalObject.Of(
            ("interval_s", Number(source.Publish.IntervalS)),
            ("max_delay_s", Number(source.Publish.MaxDelayS)),
            ("min_batch", Number(source.Publish.MinBatch)))),
        ("witnesses", CanonicalValue.List(source.Witnesses.Select(witness => CanonicalObject.Of(
            ("name", Text(witness.Name)), ("key", Text(witness.Key)))))),
        ("quorum", Number(source.Quorum)));

    private static CanonicalObject Trustee(TrusteeKey trustee) => CanonicalObject.Of(
        ("name", CanonicalValue.Text(trustee.Name)),
        ("signing", CanonicalValue.Bytes(trustee.Signing.Bytes)),
        ("verification", CanonicalValue.Bytes(trustee.Verification.Encode())));

    private static CanonicalObject Auditor(PublicKeyFile auditor) =>
        CanonicalObject.Of(("name", CanonicalValue.Text(auditor.Name)), ("encryption", Key(auditor)));

    /// <summary>An empty string where there is not exactly one key; the reader then names the field.</summary>
    private static CanonicalValue Single(ManifestParts parts, KeyRole role) =>
        parts.Of(role).ToArray() is [var only] ? Key(only) : CanonicalValue.Text("");

    private static CanonicalValue Key(PublicKeyFile file) => CanonicalValue.Bytes(file.Key);
}
