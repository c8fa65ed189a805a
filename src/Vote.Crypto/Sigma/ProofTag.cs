using System.Text;

namespace Vote.Crypto.Sigma;

/// <summary>
/// What a proof is for, in which election, and by whom: the part of the statement that is not group elements. spec §6.2
/// </summary>
/// <remarks>
/// Scope and context have a fixed width and purposes come from a closed list, so two different tags never spell the same bytes.
/// The party that proves and the party that verifies each build the tag themselves; it is never read from the other.
/// </remarks>
public sealed class ProofTag
{
    /// <summary>Length in bytes of scope and context, each a digest.</summary>
    public const int DigestSize = 32;

    private const string Suite = "sigma-proofs_Shake128_P256";

    private readonly string? prefix;
    private readonly byte[]? raw;

    /// <summary>The tag of one proof.</summary>
    /// <param name="scope">Election hash (ceremony hash for <see cref="ProofPurpose.TrusteeKey"/>), 32 bytes.</param>
    /// <param name="purpose">What is proven.</param>
    /// <param name="context">SHA-256 of the canonical context object, 32 bytes.</param>
    /// <exception cref="ArgumentException">A digest has another length, or the purpose is not in the list.</exception>
    public ProofTag(ReadOnlySpan<byte> scope, ProofPurpose purpose, ReadOnlySpan<byte> context)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scope.Length, DigestSize, nameof(scope));
        ArgumentOutOfRangeException.ThrowIfNotEqual(context.Length, DigestSize, nameof(context));

        prefix = $"TSUKUBA-VOTE-V01-{Convert.ToHexStringLower(scope)}-{purpose.Label()}-{Convert.ToHexStringLower(context)}";
    }

    /// <summary>A tag of another application, whole and for one flavour, as published vectors have it.</summary>
    internal ProofTag(ReadOnlySpan<byte> raw) => this.raw = raw.ToArray();

    /// <summary>The tag's bytes.</summary>
    public byte[] Encode(ProofFlavor flavor = ProofFlavor.Batchable) =>
        raw ?? Encoding.ASCII.GetBytes($"{prefix}-{flavor.Marker()}-with-{Suite}");

    /// <summary>The session id derived from the tag.</summary>
    public SessionId Session(ProofFlavor flavor = ProofFlavor.Batchable) => SessionId.Derive(Encode(flavor));
}
