using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Group;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>A trustee's coefficient commitments C_0 … and the proof that it knows the constant term. spec §5 (3)</summary>
public sealed class RevealMessage : CeremonyMessage, ICeremonyMessage<RevealMessage>, IOfCeremony
{
    private const string Type = "ceremony-reveal";

    private static readonly SignatureDomain CommitmentDomain = new("tsukuba-vote/ceremony-commit/v1");

    private RevealMessage(CanonicalObject source, TrusteeIndex trustee, Signature signature)
        : base(source, trustee, signature) =>
        Commitment = CommitmentDomain.Digest(Body.Without("type").Encode());

    /// <inheritdoc/>
    public required Digest Ceremony { get; init; }

    /// <summary>C_{j,0} … C_{j,t−1}, none the identity.</summary>
    public required IReadOnlyList<Point> Coefficients { get; init; }

    /// <summary>The proof of knowledge, not yet checked.</summary>
    public required ReadOnlyMemory<byte> Proof { get; init; }

    /// <summary>What the sender must have committed to before.</summary>
    public Digest Commitment { get; }

    /// <inheritdoc cref="CeremonyMessage.TryDecode{T}"/>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out RevealMessage? message) =>
        TryDecode<RevealMessage>(encoded, out message);

    /// <inheritdoc/>
    public static bool TryRead(CanonicalObject source, [NotNullWhen(true)] out RevealMessage? message)
    {
        var reader = new ObjectReader(source);
        var (trustee, signature) = ReadSender(reader, Type);
        var ceremony = reader.Hash("ceremony");
        var encoded = reader.ByteStrings("coefficients", 2, TrusteeIndex.Maximum);
        var proof = reader.Bytes("proof", TrusteeKeyProof.Length);
        var coefficients = new Point[encoded.Count];
        for (var i = 0; i < coefficients.Length; i++)
        {
            reader.Require(Point.TryDecode(encoded[i], out var point));
            coefficients[i] = point ?? Point.Identity;
        }

        message = reader.Finish()
            ? new RevealMessage(source, trustee, signature!) { Ceremony = ceremony, Coefficients = coefficients, Proof = proof }
            : null;
        return message is not null;
    }

    internal static RevealMessage Create(Digest ceremony, TrusteeIndex trustee, RevealedKey revealed, SigningKey signing) =>
        Sign<RevealMessage>(
            CanonicalObject.Of(
                ("ceremony", CanonicalValue.Hash(ceremony)),
                ("coefficients", CanonicalValue.List(revealed.Coefficients.Select(point => CanonicalValue.Bytes(point.Encode())))),
                ("proof", CanonicalValue.Bytes(revealed.Proof)),
                ("trustee", CanonicalValue.Number(trustee.Value)),
                ("type", CanonicalValue.Text(Type))),
            signing);
}

/// <summary>What a trustee reveals of its polynomial.</summary>
internal sealed record RevealedKey(IReadOnlyList<Point> Coefficients, byte[] Proof);
