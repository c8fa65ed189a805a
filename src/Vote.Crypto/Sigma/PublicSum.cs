using System.Runtime.InteropServices;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>Σ coefficient · point over public values, kept as it is until somebody asks for its value.</summary>
/// <remarks>
/// The constraints of a ballot have coefficients like 1, −1 and 12: these are added up by doubling and adding, a small part of what a
/// multi-scalar multiplication of full-width scalars costs.
/// </remarks>
internal sealed class PublicSum
{
    private readonly List<Scalar> coefficients = [];
    private readonly List<Point> points = [];
    private readonly List<(Point Point, uint Multiple)> small = [];

    /// <summary>Adds a term; one with coefficient zero leaves no trace. The point is not the identity.</summary>
    public void Add(in Scalar coefficient, Point point)
    {
        if (coefficient.IsZero)
        {
            return;
        }

        if (TrySmall(coefficient, out var multiple))
        {
            small.Add((point, multiple));
        }
        else if (TrySmall(-coefficient, out multiple))
        {
            small.Add((-point, multiple));
        }
        else
        {
            coefficients.Add(coefficient);
            points.Add(point);
        }
    }

    /// <summary>Forgets all terms.</summary>
    public void Clear()
    {
        coefficients.Clear();
        points.Clear();
        small.Clear();
    }

    /// <summary>Whether the sum is the identity. One term never is: the group has prime order.</summary>
    public bool IsIdentityVartime() => (coefficients.Count + small.Count) switch
    {
        0 => true,
        1 => false,
        _ => ValueVartime().IsIdentity,
    };

    /// <summary>The sum.</summary>
    public Point ValueVartime()
    {
        var sum = SmallVartime();
        return coefficients.Count == 0
            ? sum
            : sum + Point.MultiplySumVartime(CollectionsMarshal.AsSpan(coefficients), CollectionsMarshal.AsSpan(points));
    }

    /// <summary>All small multiples at once, from their highest bit down.</summary>
    private Point SmallVartime()
    {
        var all = 0u;
        foreach (var (_, multiple) in small)
        {
            all |= multiple;
        }

        var sum = Point.Identity;
        for (var bit = 31 - System.Numerics.BitOperations.LeadingZeroCount(all); bit >= 0; bit--)
        {
            sum += sum;
            foreach (var (point, multiple) in small)
            {
                sum = ((multiple >> bit) & 1) == 1 ? sum + point : sum;
            }
        }

        return sum;
    }

    /// <summary>Whether a coefficient is below 2¹⁶, and which number it is.</summary>
    private static bool TrySmall(in Scalar coefficient, out uint multiple)
    {
        multiple = 1;
        if (coefficient == Scalar.One)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[Scalar.Size];
        coefficient.EncodeTo(bytes);
        multiple = (uint)((bytes[^2] << 8) | bytes[^1]);
        return bytes[..^2].IndexOfAnyExcept((byte)0) < 0;
    }
}
