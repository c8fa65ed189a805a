using System.Buffers.Binary;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// The duplex sponge of the Fiat-Shamir draft over SHAKE128: what was absorbed determines the stream that is squeezed.
/// spec §6.1, draft-irtf-cfrg-fiat-shamir "Duplex sponge".
/// </summary>
/// <remarks>
/// Squeezes in a row continue one stream; absorbing at least one byte starts a new stream. Each squeeze computes the stream from
/// its start, because the platform's XOF cannot be read in pieces: whoever needs many bytes asks for them at once.
/// </remarks>
public sealed class DuplexSponge : IDisposable
{
    /// <summary>The rate of SHAKE128 in bytes; the session id fills the first block.</summary>
    public const int Rate = 168;

    /// <summary>Bytes squeezed for one scalar: 32, and 16 more that make the reduction's bias negligible.</summary>
    public const int BytesPerScalar = Scalar.Size + 16;

    private readonly Shake128 xof = new();
    private int position;

    /// <summary>Starts a sponge for one session.</summary>
    public DuplexSponge(SessionId session)
    {
        Span<byte> firstBlock = stackalloc byte[Rate];
        firstBlock.Clear();
        session.Bytes.CopyTo(firstBlock);
        xof.AppendData(firstBlock);
    }

    /// <summary>Appends bytes without any separator. An empty string changes nothing.</summary>
    public void Absorb(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        xof.AppendData(bytes);
        position = 0;
    }

    /// <summary>Absorbs a vector behind its count: u32le(count) ‖ elements. spec §6.3</summary>
    /// <exception cref="ArgumentException">An element is the identity, which has no encoding.</exception>
    public void AbsorbVector(IReadOnlyList<Point> elements)
    {
        Span<byte> count = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(count, (uint)elements.Count);
        Absorb(count);
        Absorb(Point.EncodeMany(elements));
    }

    /// <summary>The next <paramref name="length"/> bytes of the stream.</summary>
    public byte[] Squeeze(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return [];
        }

        var end = checked(position + length);
        var stream = xof.GetCurrentHash(end);
        var next = position == 0 ? stream : stream[position..];
        position = end;
        return next;
    }

    /// <summary>The next <paramref name="count"/> scalars, 48 bytes each, reduced as a challenge is. spec §6.3</summary>
    public Scalar[] SqueezeScalars(int count)
    {
        var bytes = Squeeze(checked(count * BytesPerScalar)).AsSpan();
        var scalars = new Scalar[count];
        for (var i = 0; i < count; i++)
        {
            scalars[i] = Scalar.Reduce48LittleEndian(bytes.Slice(i * BytesPerScalar, BytesPerScalar));
        }

        return scalars;
    }

    /// <inheritdoc/>
    public void Dispose() => xof.Dispose();
}
