using System.Buffers.Binary;
using Vote.Crypto.Group;

namespace Vote.Crypto.ElGamal;

/// <summary>
/// Finds m with M = m·G between two bounds by baby steps and giant steps. One table serves all totals of an election.
/// </summary>
/// <remarks>
/// The table holds the x of j·G for j = 1 … T, which serves −j too, so a giant step is 2T + 1 wide. Variable-time: totals are public.
/// Safe to share between threads.
/// </remarks>
public sealed class DiscreteLog
{
    private const int MinimumSteps = 16;
    private const int MaximumSteps = 1 << 20;
    private const int Window = 64;

    private readonly Dictionary<UInt128, int> babySteps;
    private readonly int reach;

    /// <summary>Builds a table for ranges of about the given width; other widths work, only slower.</summary>
    /// <param name="expectedWidth">Upper minus lower bound.</param>
    public DiscreteLog(long expectedWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedWidth);
        reach = (int)Math.Clamp(Math.Sqrt(expectedWidth), MinimumSteps, MaximumSteps);
        babySteps = new(reach);
        for (var first = 1; first <= reach; first += Window)
        {
            var count = Math.Min(Window, reach - first + 1);
            AddRun(first, count);
        }
    }

    /// <summary>The m with M = m·G and lower ≤ m ≤ upper, if there is one.</summary>
    /// <exception cref="ArgumentException">The lower bound is above the upper one.</exception>
    public bool TryFindVartime(Point total, long lower, long upper, out long m)
    {
        if (lower > upper)
        {
            throw new ArgumentException("The lower bound is above the upper one.", nameof(lower));
        }

        // Candidates stand around the centres lower + T, lower + T + (2T + 1), …; the unsigned distance cannot overflow.
        var width = unchecked((ulong)upper - (ulong)lower);
        var step = (2 * (ulong)reach) + 1;
        var giantStep = Point.MultiplyVartime(Scalar.FromInt64((long)step), Point.Generator);
        var rest = total - Point.MultiplyVartime(Scalar.FromInt64(lower) + Scalar.FromInt64(reach), Point.Generator);

        for (ulong centre = 0; centre <= width; centre += Window * step)
        {
            var window = Run(rest, giantStep, Window, out rest);
            if (TryFindInWindow(window, lower, centre, width, out m))
            {
                return true;
            }

            if (width - centre < Window * step)
            {
                break;
            }
        }

        m = 0;
        return false;
    }

    /// <summary>first, first − step, first − 2·step, …, normalised together.</summary>
    private static Point[] Run(Point first, Point step, int count, out Point next)
    {
        var points = new Point[count];
        next = first;
        for (var i = 0; i < count; i++)
        {
            points[i] = next;
            next -= step;
        }

        return points;
    }

    private static UInt128 KeyOf(ReadOnlySpan<byte> encoded) => BinaryPrimitives.ReadUInt128BigEndian(encoded[1..]);

    private void AddRun(int first, int count)
    {
        var start = Point.MultiplyVartime(Scalar.FromInt64(first), Point.Generator);
        var encoded = Point.EncodeMany(Run(start, -Point.Generator, count, out _));
        for (var i = 0; i < count; i++)
        {
            babySteps.Add(KeyOf(encoded.AsSpan(i * Point.Size, Point.Size)), first + i);
        }
    }

    private bool TryFindInWindow(Point[] window, long lower, ulong firstCentre, ulong width, out long m)
    {
        var step = (2 * (ulong)reach) + 1;
        Point.NormalizeMany(window);
        for (var i = 0; i < window.Length; i++)
        {
            if (OffsetOf(window[i]) is { } offset)
            {
                // Where it lies from the lower bound; below it wraps around to a huge distance, which is outside too.
                var distance = unchecked(firstCentre + ((ulong)i * step) + (ulong)reach + (ulong)(long)offset);
                m = unchecked(lower + (long)distance);
                return distance <= width;
            }
        }

        m = 0;
        return false;
    }

    /// <summary>The j with point = j·G and −T ≤ j ≤ T, if there is one.</summary>
    private int? OffsetOf(Point point)
    {
        if (point.IsIdentity)
        {
            return 0;
        }

        if (!babySteps.TryGetValue(KeyOf(point.Encode()), out var steps))
        {
            return null;
        }

        // −j·G has the same x.
        return Point.MultiplyVartime(Scalar.FromInt64(steps), Point.Generator) == point ? steps : -steps;
    }
}
