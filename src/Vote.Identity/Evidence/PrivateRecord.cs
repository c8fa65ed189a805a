using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Acts;
using Vote.Identity.Roll;
using Vote.Identity.Slots;

namespace Vote.Identity.Evidence;

/// <summary>
/// What an eligibility audit needs about one enrolment: the act with its certificate, when it came, the person's row and
/// tag, and what opens the slot. Exists in the clear only while it is sealed or audited. spec/identity §10 (1)
/// </summary>
public sealed class PrivateRecord
{
    /// <summary>Greatest accepted length in bytes.</summary>
    public const int MaxLength = 64 << 10;

    private const string Format = "tsukuba-vote/private-record/v1";

    internal PrivateRecord()
    {
    }

    /// <summary>The act, not verified again.</summary>
    public required Act Act { get; init; }

    /// <summary>The credential.</summary>
    public required SignatureKey Credential { get; init; }

    /// <summary>The server's time when the act was accepted.</summary>
    public required ActTime Received { get; init; }

    /// <summary>The row of the roll.</summary>
    public required RollRowId Row { get; init; }

    /// <summary>The person's tag.</summary>
    public required PersonTag Tag { get; init; }

    /// <summary>The slot.</summary>
    public required Slot Slot { get; init; }

    /// <summary>Opens the slot's commitment to the tag.</summary>
    public required SlotOpening SlotOpening { get; init; }

    /// <summary>The credential's generation.</summary>
    public required Generation Generation { get; init; }

    /// <summary>SHA-256 of the canonical bytes.</summary>
    public Digest Hash => Digest.Sha256(Encode());

    /// <summary>Decodes the only accepted encoding: canonical JSON as in spec/identity §10 (1).</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PrivateRecord? record)
    {
        record = null;
        if (bytes.Length > MaxLength || !ObjectReader.TryParse(bytes, out var reader))
        {
            return false;
        }

        reader.Literal("format", Format);
        var act = reader.Decode<Act>("act", Act.TryDecode);
        var credential = reader.Decode<SignatureKey>("credential", SignatureKey.TryDecode);
        var opening = reader.Decode<SlotOpening>("slot_opening", SlotOpening.TryDecode);
        var row = reader.Decode<RollRowId>("row", RollRowId.TryDecode);
        var tag = new PersonTag(reader.Bytes("tag", TagKey.Length));
        var slot = new Slot(reader.Count("slot", 1, int.MaxValue));
        var generation = new Generation(reader.Count("generation", 1, int.MaxValue));
        if (!ActTime.TryParse(reader.Text("received"), out var received) || !reader.Finish()
            || act is null || credential is null || opening is null || row is null)
        {
            return false;
        }

        record = new PrivateRecord
        {
            Act = act,
            Credential = credential,
            Received = received,
            Row = row,
            Tag = tag,
            Slot = slot,
            SlotOpening = opening,
            Generation = generation,
        };
        return true;
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("act", CanonicalValue.Bytes(Act.Encode())),
        ("credential", CanonicalValue.Bytes(Credential.Bytes)),
        ("format", CanonicalValue.Text(Format)),
        ("generation", CanonicalValue.Number(Generation.Number)),
        ("received", CanonicalValue.Text(Received.ToString())),
        ("row", CanonicalValue.Bytes(Row.Bytes)),
        ("slot", CanonicalValue.Number(Slot.Number)),
        ("slot_opening", CanonicalValue.Bytes(SlotOpening.Bytes)),
        ("tag", CanonicalValue.Bytes(Tag.Bytes))).Encode();
}
