namespace Vote.Crypto.Ballots;

/// <summary>The rules of spec §3.2 that concern more than one field.</summary>
internal static class ManifestRules
{
    /// <summary>Notes every broken rule.</summary>
    public static void Check(ManifestDraft manifest, List<ManifestProblem> problems)
    {
        void Require(bool condition, string field, string detail)
        {
            if (!condition)
            {
                problems.Add(new(field, ManifestRule.Contradiction, detail));
            }
        }

        Require(manifest.Dates.Opens < manifest.Dates.Closes, "dates.closes", "later than dates.opens");
        Require(manifest.Threshold <= manifest.Trustees.Count, "threshold", "at most the number of trustees");
        Require(manifest.Log.Quorum <= manifest.Log.Witnesses.Count, "log.quorum", "at most the number of witnesses");
        Require(IsOrigin(manifest.Log.Origin, manifest.Id), "log.origin", "host, /log/, and the id");
        Require(
            new BallotStyle(manifest.Questions).PayloadLength <= BallotStyle.MaximumPayload, "questions", $"at most {BallotStyle.MaximumPayload} bytes a ballot");
        CheckDistinct(Elements(manifest), problems);
        CheckDistinct(Ed25519Keys(manifest), problems);
    }

    /// <summary>A host has no scheme, no path, and nothing that a key name of the log may not have.</summary>
    private static bool IsOrigin(string origin, ElectionId id)
    {
        var end = LogDeclaration.OriginPath + id.Hex;
        return origin.EndsWith(end, StringComparison.Ordinal)
            && origin.Length > end.Length
            && origin[..^end.Length].All(character => char.IsAsciiLetterOrDigit(character) || ".-:[]".Contains(character));
    }

    /// <summary>No key may stand in two roles, nor twice in one.</summary>
    private static void CheckDistinct(IEnumerable<(string Field, byte[] Key)> keys, List<ManifestProblem> problems)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, key) in keys)
        {
            var spelling = Convert.ToHexString(key);
            if (!first.TryAdd(spelling, field))
            {
                problems.Add(new(field, ManifestRule.Repeated, $"the same key as {first[spelling]}"));
            }
        }
    }

    /// <summary>All keys that are elements; a signing key and an element of one encoding are the same key.</summary>
    private static IEnumerable<(string Field, byte[] Key)> Elements(ManifestDraft manifest) =>
    [
        ("election_key", manifest.ElectionKey.Encode()),
        .. manifest.Trustees.Select((trustee, i) => ($"trustees[{i + 1}].signing", trustee.Signing.ToArray())),
        .. manifest.Trustees.Select((trustee, i) => ($"trustees[{i + 1}].verification", trustee.Verification.Encode())),
        .. manifest.Officers.Keys.Select((key, i) => ($"officers.keys[{i + 1}]", key.ToArray())),
        ("registrar", manifest.Registrar.ToArray()),
        .. manifest.Auditors.Select((auditor, i) => ($"auditors[{i + 1}].encryption", auditor.Encryption.Encode())),
    ];

    private static IEnumerable<(string Field, byte[] Key)> Ed25519Keys(ManifestDraft manifest) =>
    [
        ("log.key", manifest.Log.Keys.Log.Bytes.ToArray()),
        ("log.accept_key", manifest.Log.Keys.Accept.Bytes.ToArray()),
        .. manifest.Log.Witnesses.Select((witness, i) => ($"log.witnesses[{i + 1}].key", witness.Key.Bytes.ToArray())),
    ];
}
