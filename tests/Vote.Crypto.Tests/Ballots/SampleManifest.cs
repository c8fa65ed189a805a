using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>A manifest with two of everything that there may be many of, and ways to spoil it.</summary>
internal static class SampleManifest
{
    public static CanonicalObject Object { get; } = Draft().ToCanonical();

    public static ManifestDraft Draft(params Question[] questions)
    {
        var id = ElectionId.Generate();
        return new()
        {
            Id = id,
            Nonce = ElectionNonce.Generate(),
            Title = Titles("題", "title"),
            Dates = new(Moment("2026-11-01T08:30:00+09:00"), Moment("2026-11-08T20:00:00+09:00"), new(2026, 10, 1)),
            ElectionKey = new(Sample.RandomPoint()),
            Threshold = 2,
            Trustees = [Trustee("甲"), Trustee("乙"), Trustee("丙")],
            Ceremony = new(Sample.Digest("ceremony"), Sample.Digest("transcript")),
            Officers = new([Sample.Credential(), Sample.Credential()]),
            Registrar = Sample.Credential(),
            Auditors = [Auditor("一"), Auditor("二"), Auditor("三")],
            Log = new(
                $"vote.example.jp:8443/log/{id}",
                new(Ed25519(), Ed25519()),
                new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(600), 20),
                [new("witness-1", Ed25519()), new("witness-2", Ed25519())],
                1),
            Identity = new([Sample.Digest("ca 1"), Sample.Digest("ca 2")]),
            Slots = new(1000, Sample.Digest("slots")),
            GroupMinimum = 10,
            Questions = questions.Length > 0 ? questions : [Sample.ChooseOne(1, 2), Sample.Mixed(2, 3, 1, 2, patternMinimum: 4)],
        };
    }

    public static Manifest Checked(ManifestDraft draft)
    {
        Assert.True(Manifest.TryCheck(draft, out var manifest, out var problems), string.Join(", ", problems));
        return manifest;
    }

    /// <summary>Every place of a value with its path as problems name it, the root first.</summary>
    public static IEnumerable<(string Path, CanonicalValue Value)> Places(CanonicalValue value, string path = "")
    {
        yield return (path, value);
        var children = value switch
        {
            CanonicalObject fields => fields.Names.Select(name => (path.Length == 0 ? name : $"{path}.{name}", Field(fields, name))),
            CanonicalArray array => array.Items.Select((item, i) => ($"{path}[{i + 1}]", item)),
            _ => [],
        };
        foreach (var place in children.SelectMany(child => Places(child.Item2, child.Item1)))
        {
            yield return place;
        }
    }

    /// <summary>The same value with another at a place; null takes the field away.</summary>
    public static CanonicalValue Replace(CanonicalValue value, string target, CanonicalValue? replacement, string path = "")
    {
        if (path == target)
        {
            return replacement!;
        }

        return value switch
        {
            CanonicalObject fields => CanonicalObject.Of(fields.Names
                .Select(name => (Name: name, Path: path.Length == 0 ? name : $"{path}.{name}"))
                .Where(field => replacement is not null || field.Path != target)
                .Select(field => (field.Name, Replace(Field(fields, field.Name), target, replacement, field.Path)))),
            CanonicalArray array => CanonicalValue.List(
                array.Items.Select((item, i) => Replace(item, target, replacement, $"{path}[{i + 1}]"))),
            _ => value,
        };
    }

    private static CanonicalValue Field(CanonicalObject fields, string name) =>
        fields.TryGet(name, out var value) ? value : throw new InvalidOperationException(name);

    private static LocalizedText Titles(string japanese, string english)
    {
        Assert.True(LocalizedText.TryCreate([new("ja", japanese), new("en", english)], out var text));
        return text;
    }

    private static DateTimeOffset Moment(string text)
    {
        Assert.True(ElectionDates.TryParseMoment(text, out var moment));
        return moment;
    }

    private static TrusteeEntry Trustee(string name) => new(name, Sample.Credential(), Sample.RandomPoint());

    private static AuditorEntry Auditor(string name)
    {
        Assert.True(HpkePublicKey.TryDecode(Sample.RandomPoint().Encode(), out var key));
        return new(name, key);
    }

    private static Ed25519Key Ed25519()
    {
        Assert.True(Ed25519Key.TryDecode(RandomNumberGenerator.GetBytes(32), out var key));
        return key;
    }
}
