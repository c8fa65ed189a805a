using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Ballots;

/// <summary>Reads the fields of spec §3.2 one by one. What concerns more than one field is in <see cref="ManifestRules"/>.</summary>
internal static class ManifestReader
{
    private const int MaximumTrustees = 16;
    private const int MinimumTrustees = 2;
    private const int AuditorCount = 3;
    private const int MaximumSeconds = int.MaxValue;

    private static readonly ElectionId StandInId =
        ElectionId.TryParse(new string('0', 2 * ElectionId.Length), out var id) ? id : throw new InvalidOperationException();

    private static readonly Ed25519Key StandInKey =
        Ed25519Key.TryDecode(new byte[Ed25519Key.Length], out var key) ? key : throw new InvalidOperationException();

    private static readonly ElectionKey StandInElectionKey = new(Point.Generator);

    private static readonly HpkePublicKey StandInEncryption =
        HpkePublicKey.TryDecode(Point.Generator.Encode(), out var key) ? key : throw new InvalidOperationException();

    /// <summary>A draft that may be used when no problem was noted.</summary>
    public static ManifestDraft Read(ManifestValue root)
    {
        root.Expect(
            "version", "id", "nonce", "title", "dates", "election_key", "threshold", "trustees", "ceremony", "officers", "registrar",
            "auditors", "log", "identity", "slots", "group_minimum", "questions");
        root["version"].Integer(ManifestDraft.Version, ManifestDraft.Version);
        return new()
        {
            Id = root["id"].Parse(ElectionId.TryParse, StandInId, "32 lower-case hexadecimal digits"),
            Nonce = new(root["nonce"].Hash()),
            Title = root["title"].Localized(),
            Dates = Dates(root["dates"]),
            ElectionKey = root["election_key"].Decode(ElectionKey.TryDecode, StandInElectionKey, "an element of 33 bytes"),
            Threshold = root["threshold"].Count(MinimumTrustees, MaximumTrustees),
            Trustees = root["trustees"].Items(MinimumTrustees, MaximumTrustees, Trustee),
            Ceremony = Ceremony(root["ceremony"]),
            Officers = Officers(root["officers"]),
            Registrar = root["registrar"].Key(),
            Auditors = root["auditors"].Items(AuditorCount, AuditorCount, Auditor),
            Log = Log(root["log"]),
            Identity = Identity(root["identity"]),
            Slots = Slots(root["slots"]),
            GroupMinimum = root["group_minimum"].Integer(2, CanonicalInteger.Maximum),
            Questions = root["questions"].Items(1, BallotStyle.MaximumQuestions, QuestionCodec.Read),
        };
    }

    private static ElectionDates Dates(ManifestValue dates)
    {
        const string expected = "YYYY-MM-DDThh:mm:ss+hh:mm";
        dates.Expect("opens", "closes", "reference");
        return new(
            dates["opens"].Parse<DateTimeOffset>(ElectionDates.TryParseMoment, default, expected),
            dates["closes"].Parse<DateTimeOffset>(ElectionDates.TryParseMoment, default, expected),
            dates["reference"].Parse<DateOnly>(ElectionDates.TryParseDay, default, "YYYY-MM-DD"));
    }

    private static TrusteeEntry Trustee(ManifestValue trustee, int place)
    {
        trustee.Expect("name", "signing", "verification");
        return new(trustee["name"].Name(), trustee["signing"].Key(), trustee["verification"].Element());
    }

    private static CeremonyReference Ceremony(ManifestValue ceremony)
    {
        ceremony.Expect("hash", "transcript");
        return new(ceremony["hash"].Hash(), ceremony["transcript"].Hash());
    }

    private static OfficerBoard Officers(ManifestValue officers)
    {
        officers.Expect("keys", "threshold");
        officers["threshold"].Integer(OfficerBoard.Threshold, OfficerBoard.Threshold);
        return new(officers["keys"].Items(OfficerBoard.Threshold, int.MaxValue, (key, _) => key.Key()));
    }

    private static AuditorEntry Auditor(ManifestValue auditor, int place)
    {
        auditor.Expect("name", "encryption");
        return new(
            auditor["name"].Name(),
            auditor["encryption"].Decode(HpkePublicKey.TryDecode, StandInEncryption, "an element of 33 bytes"));
    }

    private static LogDeclaration Log(ManifestValue log)
    {
        log.Expect("origin", "key", "accept_key", "publish", "witnesses", "quorum");
        return new(
            log["origin"].Name(),
            new(Ed25519(log["key"]), Ed25519(log["accept_key"])),
            Publish(log["publish"]),
            log["witnesses"].Items(0, int.MaxValue, Witness),
            log["quorum"].Count(0, int.MaxValue));
    }

    private static PublishSchedule Publish(ManifestValue publish)
    {
        publish.Expect("interval_s", "max_delay_s", "min_batch");
        return new(
            TimeSpan.FromSeconds(publish["interval_s"].Integer(0, MaximumSeconds)),
            TimeSpan.FromSeconds(publish["max_delay_s"].Integer(0, MaximumSeconds)),
            publish["min_batch"].Count(0, int.MaxValue));
    }

    private static WitnessEntry Witness(ManifestValue witness, int place)
    {
        witness.Expect("name", "key");
        return new(witness["name"].Name(), Ed25519(witness["key"]));
    }

    private static IdentityDeclaration Identity(ManifestValue identity)
    {
        identity.Expect("act", "authorities");
        identity["act"].Word(IdentityDeclaration.Act);
        return new(identity["authorities"].Items(0, int.MaxValue, (authority, _) => authority.Hash()));
    }

    private static SlotList Slots(ManifestValue slots)
    {
        slots.Expect("count", "hash");
        return new(slots["count"].Integer(1, CanonicalInteger.Maximum), slots["hash"].Hash());
    }

    private static Ed25519Key Ed25519(ManifestValue key) => key.Decode(Ed25519Key.TryDecode, StandInKey, "32 bytes");
}
