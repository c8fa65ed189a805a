using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.ElGamal;

/// <summary>
/// Short byte strings as elements, one element a string. spec §2.4
/// </summary>
/// <remarks>
/// x = length (1 byte) ‖ data, zeros up to 30 bytes ‖ counter (1 byte), y even. The length byte keeps x below p. Both directions are
/// variable-time: how often the counter is raised depends on the message, about two steps on average. Encoding happens on the
/// voter's own device; decoding happens after the last shuffle, to what is published anyway.
/// </remarks>
public static class MessageEncoding
{
    /// <summary>The longest message in bytes.</summary>
    public const int MaximumLength = 30;

    private const int CounterPosition = 32;
    private const byte EvenY = 2;

    /// <summary>The element of a message.</summary>
    /// <exception cref="ArgumentException">
    /// More than 30 bytes; or none of 256 counters gives a point, which no message can be found for (2⁻²⁵⁶).
    /// </exception>
    public static Point EncodeVartime(ReadOnlySpan<byte> message)
    {
        if (message.Length > MaximumLength)
        {
            throw new ArgumentException($"A message has at most {MaximumLength} bytes.", nameof(message));
        }

        Span<byte> candidate = stackalloc byte[Point.Size];
        candidate.Clear();
        candidate[0] = EvenY;
        candidate[1] = (byte)message.Length;
        message.CopyTo(candidate[2..]);
        try
        {
            return SmallestCounterVartime(candidate) ?? throw new ArgumentException("No counter gives a point.", nameof(message));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(candidate);
        }
    }

    /// <summary>The message of an element; false when it is undecodable.</summary>
    public static bool TryDecodeVartime(Point element, [NotNullWhen(true)] out byte[]? message)
    {
        message = null;
        if (element.IsIdentity)
        {
            return false;
        }

        Span<byte> encoded = element.Encode();
        var length = encoded[1];
        if (encoded[0] != EvenY || length > MaximumLength || encoded[(2 + length)..CounterPosition].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        var counter = encoded[CounterPosition];
        SmallestCounterVartime(encoded);
        message = encoded[CounterPosition] == counter ? encoded.Slice(2, length).ToArray() : null;
        return message is not null;
    }

    /// <summary>The point with the smallest counter, which is left in the candidate.</summary>
    private static Point? SmallestCounterVartime(Span<byte> candidate)
    {
        for (var counter = 0; counter <= byte.MaxValue; counter++)
        {
            candidate[CounterPosition] = (byte)counter;
            if (Point.TryDecode(candidate, out var point))
            {
                return point;
            }
        }

        return null;
    }
}
