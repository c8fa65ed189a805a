namespace Vote.Crypto.Group;

/// <summary>
/// Homogeneous coordinates, x = X/Z and y = Y/Z, the identity (0 : 1 : 0). The formulas are complete: one sequence of
/// operations, right for every pair of inputs. Renes, Costello, Batina, "Complete addition formulas for prime order elliptic
/// curves" (2016), algorithm 4 (a = −3).
/// </summary>
internal readonly struct ProjectivePoint<T>(in T x, in T y, in T z)
    where T : struct, IFieldElement<T>
{
    public readonly T X = x;
    public readonly T Y = y;
    public readonly T Z = z;

    public static ProjectivePoint<T> Identity => new(default, T.One, default);

    public static ProjectivePoint<T> Add(in ProjectivePoint<T> left, in ProjectivePoint<T> right)
    {
        var xx = left.X * right.X;
        var yy = left.Y * right.Y;
        var zz = left.Z * right.Z;
        var xy = ((left.X + left.Y) * (right.X + right.Y)) - (xx + yy);
        var yz = ((left.Y + left.Z) * (right.Y + right.Z)) - (yy + zz);
        var xz = ((left.X + left.Z) * (right.X + right.Z)) - (xx + zz);

        var threeZz = Triple(zz);
        var shift = Triple(xz - (T.CurveB * zz));
        var plus = yy + shift;
        var minus = yy - shift;
        var slope = Triple((T.CurveB * xz) - threeZz - xx);
        var tangent = Triple(xx) - threeZz;

        return new(
            (xy * plus) - (yz * slope),
            (plus * minus) + (tangent * slope),
            (yz * minus) + (xy * tangent));
    }

    public static ProjectivePoint<T> Negate(in ProjectivePoint<T> point) => new(point.X, default(T) - point.Y, point.Z);

    public static ProjectivePoint<T> Select(ulong mask, in ProjectivePoint<T> ifOnes, in ProjectivePoint<T> ifZero) => new(
        T.Select(mask, ifOnes.X, ifZero.X), T.Select(mask, ifOnes.Y, ifZero.Y), T.Select(mask, ifOnes.Z, ifZero.Z));

    private static T Triple(in T value) => value + value + value;
}
