using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;

namespace Vote.Crypto.Ballots;

/// <summary>A trustee, number j at place j. spec §3.2</summary>
/// <param name="Name">For people.</param>
/// <param name="Signing">The key that signs its entries and its messages of the ceremony.</param>
/// <param name="Verification">X_j, against which its decryption shares are proven.</param>
public sealed record TrusteeEntry(string Name, SignatureKey Signing, Point Verification)
{
    internal CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("name", CanonicalValue.Text(Name)),
        ("signing", CanonicalValue.Bytes(Signing.Bytes)),
        ("verification", CanonicalValue.Bytes(Verification.Encode())));
}

/// <summary>Which key ceremony made the election key. spec §5</summary>
/// <param name="Hash">The ceremony hash.</param>
/// <param name="Transcript">The transcript hash.</param>
public sealed record CeremonyReference(Digest Hash, Digest Transcript)
{
    internal CanonicalObject ToCanonical() =>
        CanonicalObject.Of(("hash", CanonicalValue.Hash(Hash)), ("transcript", CanonicalValue.Hash(Transcript)));
}

/// <summary>The officers, two of whom sign together.</summary>
/// <param name="Keys">At least two, distinct.</param>
public sealed record OfficerBoard(IReadOnlyList<SignatureKey> Keys)
{
    /// <summary>How many sign together.</summary>
    public const int Threshold = 2;

    internal CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("keys", CanonicalValue.List(Keys.Select(key => CanonicalValue.Bytes(key.Bytes)))),
        ("threshold", CanonicalValue.Number(Threshold)));
}

/// <summary>An auditor, to whom evidence is sealed.</summary>
/// <param name="Name">For people.</param>
/// <param name="Encryption">The HPKE key. spec §9</param>
public sealed record AuditorEntry(string Name, HpkePublicKey Encryption)
{
    internal CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("name", CanonicalValue.Text(Name)), ("encryption", CanonicalValue.Bytes(Encryption.Bytes)));
}

/// <summary>A witness of the log.</summary>
/// <param name="Name">Its name in cosignatures.</param>
/// <param name="Key">Its key.</param>
public sealed record WitnessEntry(string Name, Ed25519Key Key)
{
    internal CanonicalObject ToCanonical() =>
        CanonicalObject.Of(("name", CanonicalValue.Text(Name)), ("key", CanonicalValue.Bytes(Key.Bytes)));
}

/// <summary>How the log publishes in batches.</summary>
/// <param name="Interval">Whole seconds between batches.</param>
/// <param name="MaximumDelay">Whole seconds after which a batch goes out however small it is.</param>
/// <param name="MinimumBatch">Fewer units than this wait.</param>
public sealed record PublishSchedule(TimeSpan Interval, TimeSpan MaximumDelay, int MinimumBatch)
{
    internal CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("interval_s", CanonicalValue.Number((long)Interval.TotalSeconds)),
        ("max_delay_s", CanonicalValue.Number((long)MaximumDelay.TotalSeconds)),
        ("min_batch", CanonicalValue.Number(MinimumBatch)));
}

/// <summary>The election's log and who watches it.</summary>
/// <param name="Origin">Host ‖ <c>/log/</c> ‖ election id.</param>
/// <param name="Keys">The log's two keys.</param>
/// <param name="Publish">How it publishes.</param>
/// <param name="Witnesses">The witnesses; there may be none.</param>
/// <param name="Quorum">How many of them must have cosigned.</param>
public sealed record LogDeclaration(
    string Origin, LogKeys Keys, PublishSchedule Publish, IReadOnlyList<WitnessEntry> Witnesses, int Quorum)
{
    /// <summary>What stands between host and election id.</summary>
    public const string OriginPath = "/log/";

    internal CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("origin", CanonicalValue.Text(Origin)),
        ("key", CanonicalValue.Bytes(Keys.Log.Bytes)),
        ("accept_key", CanonicalValue.Bytes(Keys.Accept.Bytes)),
        ("publish", Publish.ToCanonical()),
        ("witnesses", CanonicalValue.List(Witnesses.Select(witness => witness.ToCanonical()))),
        ("quorum", CanonicalValue.Number(Quorum)));
}

/// <summary>The log's keys.</summary>
/// <param name="Log">Signs checkpoints.</param>
/// <param name="Accept">Signs promises.</param>
public sealed record LogKeys(Ed25519Key Log, Ed25519Key Accept);

/// <summary>How voters prove who they are, by the act <c>credential</c>.</summary>
/// <param name="Authorities">SHA-256 of each pinned CA certificate's DER.</param>
public sealed record IdentityDeclaration(IReadOnlyList<Digest> Authorities)
{
    /// <summary>The only act there is.</summary>
    public const string Act = "credential";

    internal CanonicalObject ToCanonical() => CanonicalObject.Of(
        ("act", CanonicalValue.Text(Act)),
        ("authorities", CanonicalValue.List(Authorities.Select(CanonicalValue.Hash))));
}

/// <summary>The slots, each one voter's.</summary>
/// <param name="Count">N.</param>
/// <param name="Hash">Hash of the slot list.</param>
public sealed record SlotList(long Count, Digest Hash)
{
    internal CanonicalObject ToCanonical() =>
        CanonicalObject.Of(("count", CanonicalValue.Number(Count)), ("hash", CanonicalValue.Hash(Hash)));
}
