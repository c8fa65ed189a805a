using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;

namespace Vote.Crypto.Ballots;

/// <summary>All that a manifest says, not yet checked: what a commission writes down. spec §3.2</summary>
public class ManifestDraft
{
    /// <summary>The only version.</summary>
    public const int Version = 1;

    public ManifestDraft()
    {
    }

    [SetsRequiredMembers]
    private protected ManifestDraft(ManifestDraft original)
    {
        Id = original.Id;
        Nonce = original.Nonce;
        Title = original.Title;
        Dates = original.Dates;
        ElectionKey = original.ElectionKey;
        Threshold = original.Threshold;
        Trustees = original.Trustees;
        Ceremony = original.Ceremony;
        Officers = original.Officers;
        Registrar = original.Registrar;
        Auditors = original.Auditors;
        Log = original.Log;
        Identity = original.Identity;
        Slots = original.Slots;
        GroupMinimum = original.GroupMinimum;
        Questions = original.Questions;
    }

    /// <summary>The election's name in addresses.</summary>
    public required ElectionId Id { get; init; }

    /// <summary>Makes the election hash unlike any other.</summary>
    public required ElectionNonce Nonce { get; init; }

    /// <summary>What people read.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Opening, closing, reference day.</summary>
    public required ElectionDates Dates { get; init; }

    /// <summary>Y.</summary>
    public required ElectionKey ElectionKey { get; init; }

    /// <summary>t, how many trustees decrypt together.</summary>
    public required int Threshold { get; init; }

    /// <summary>The n trustees; trustee j stands at j − 1.</summary>
    public required IReadOnlyList<TrusteeEntry> Trustees { get; init; }

    /// <summary>The ceremony that made the election key.</summary>
    public required CeremonyReference Ceremony { get; init; }

    /// <summary>The officers.</summary>
    public required OfficerBoard Officers { get; init; }

    /// <summary>The key that signs enrolments.</summary>
    public required SignatureKey Registrar { get; init; }

    /// <summary>The three auditors.</summary>
    public required IReadOnlyList<AuditorEntry> Auditors { get; init; }

    /// <summary>The log.</summary>
    public required LogDeclaration Log { get; init; }

    /// <summary>How voters prove who they are.</summary>
    public required IdentityDeclaration Identity { get; init; }

    /// <summary>The slots.</summary>
    public required SlotList Slots { get; init; }

    /// <summary>Fewer counted ballots than this are never decrypted.</summary>
    public required long GroupMinimum { get; init; }

    /// <summary>The questions; number q stands at q − 1.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>The object whose canonical encoding the election hash is over, if it is a manifest.</summary>
    public CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("version", CanonicalValue.Number(Version)),
        ("id", CanonicalValue.Text(Id.Hex)),
        ("nonce", CanonicalValue.Hash(Nonce.Value)),
        ("title", Title.ToCanonical()),
        ("dates", Dates.ToCanonical()),
        ("election_key", CanonicalValue.Bytes(ElectionKey.Encode())),
        ("threshold", CanonicalValue.Number(Threshold)),
        ("trustees", CanonicalValue.List(Trustees.Select(trustee => trustee.ToCanonical()))),
        ("ceremony", Ceremony.ToCanonical()),
        ("officers", Officers.ToCanonical()),
        ("registrar", CanonicalValue.Bytes(Registrar.Bytes)),
        ("auditors", CanonicalValue.List(Auditors.Select(auditor => auditor.ToCanonical()))),
        ("log", Log.ToCanonical()),
        ("identity", Identity.ToCanonical()),
        ("slots", Slots.ToCanonical()),
        ("group_minimum", CanonicalValue.Number(GroupMinimum)),
        ("questions", CanonicalValue.List(Questions.Select(QuestionCodec.Write))));
}
