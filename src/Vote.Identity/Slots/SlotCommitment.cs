using System.Security.Cryptography;
using System.Text;
using Vote.Canonical;
using Vote.Identity.Roll;

namespace Vote.Identity.Slots;

/// <summary>32 secret random bytes that hide a person behind a slot. Stays in the slot book and in sealed records.</summary>
public sealed class SlotOpening
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 32;

    private readonly byte[] bytes;

    private SlotOpening(byte[] bytes) => this.bytes = bytes;

    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Draws a new one.</summary>
    public static SlotOpening Draw() => new(RandomNumberGenerator.GetBytes(Length));

    internal static bool TryDecode(ReadOnlySpan<byte> encoded, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SlotOpening? opening)
    {
        opening = encoded.Length == Length ? new SlotOpening(encoded.ToArray()) : null;
        return opening is not null;
    }
}

/// <summary>The public side of a slot. spec/identity §8 (1)</summary>
public static class SlotCommitment
{
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("tsukuba-vote/slot/v1\0");

    /// <summary>SHA-256(domain ‖ 0x00 ‖ tag ‖ opening): says nothing about the tag, and fits no other.</summary>
    public static Digest To(PersonTag tag, SlotOpening opening) => Digest.Sha256(Domain, tag.Bytes, opening.Bytes);
}
