using System.Runtime.InteropServices;

namespace Vote.Crypto.Group;

/// <summary>
/// Homogeneous coordinates in tight form, x = X/Z and y = Y/Z, the identity (0 : 1 : 0). The formulas are complete: one sequence
/// of operations, right for every pair of inputs. Renes, Costello, Batina, "Complete addition formulas for prime order elliptic
/// curves" (2016), algorithms 4 and 5 (a = −3), with signs chosen so that lazy sums stay in range.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProjectivePoint<T>(in T x, in T y, in T z)
    where T : struct, IFieldElement<T>
{
    public T X = x;
    public T Y = y;
    public T Z = z;

    public static ProjectivePoint<T> Identity => new(default, T.One, default);

    public static ProjectivePoint<T> Add(in ProjectivePoint<T> left, in ProjectivePoint<T> right)
    {
        var xx = left.X * right.X;
        var yy = left.Y * right.Y;
        var zz = left.Z * right.Z;
        var xy = ((left.X + left.Y) * (right.X + right.Y)) - (xx + yy);
        var yz = ((left.Y + left.Z) * (right.Y + right.Z)) - (yy + zz);
        var xz = ((left.X + left.Z) * (right.X + right.Z)) - (xx + zz);
        return Combine(xx, yy, zz, xy, yz, xz);
    }

    /// <summary>left + (x, y), the right point affine and therefore not the identity.</summary>
    public static ProjectivePoint<T> AddAffine(in ProjectivePoint<T> left, in AffinePoint<T> right)
    {
        var xx = left.X * right.X;
        var yy = left.Y * right.Y;
        var xy = ((left.X + left.Y) * (right.X + right.Y)) - (xx + yy);
        var yz = (right.Y * left.Z) + left.Y;
        var xz = (right.X * left.Z) + left.X;
        return Combine(xx, yy, left.Z, xy, yz, xz);
    }

    public static ProjectivePoint<T> Negate(in ProjectivePoint<T> point) =>
        new(point.X, T.Reduce(default(T) - point.Y), point.Z);

    public static void AssignIf(ref ProjectivePoint<T> target, in ProjectivePoint<T> source, ulong mask)
    {
        T.AssignIf(ref target.X, source.X, mask);
        T.AssignIf(ref target.Y, source.Y, mask);
        T.AssignIf(ref target.Z, source.Z, mask);
    }

    /// <summary>The second half of both algorithms, from the six products of the coordinates.</summary>
    private static ProjectivePoint<T> Combine(in T xx, in T yy, in T zz, in T xy, in T yz, in T xz)
    {
        var threeZz = Triple(zz);
        var shift = T.Reduce(Triple(xz - (T.CurveB * zz)));
        var plus = yy + shift;
        var minus = yy - shift;
        var minusSlope = Triple(threeZz + xx - (T.CurveB * xz));
        var minusTangent = threeZz - Triple(xx);

        return new(
            T.Reduce((xy * plus) + (yz * minusSlope)),
            T.Reduce((plus * minus) + (minusTangent * minusSlope)),
            T.Reduce((yz * minus) - (xy * minusTangent)));
    }

    private static T Triple(in T value) => value + value + value;
}

/// <summary>Affine coordinates in tight form of a point that is not the identity.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AffinePoint<T>(in T x, in T y)
    where T : struct, IFieldElement<T>
{
    public T X = x;
    public T Y = y;

    public static void AssignIf(ref AffinePoint<T> target, in AffinePoint<T> source, ulong mask)
    {
        T.AssignIf(ref target.X, source.X, mask);
        T.AssignIf(ref target.Y, source.Y, mask);
    }
}
