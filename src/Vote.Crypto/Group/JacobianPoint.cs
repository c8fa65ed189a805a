using System.Runtime.InteropServices;

namespace Vote.Crypto.Group;

/// <summary>
/// Jacobian coordinates in tight form, x = X/Z² and y = Y/Z³, the identity with Z = 0. Doubling here is cheap and right for
/// every point, as the group has no element of order two; secrets are added as <see cref="ProjectivePoint{T}"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct JacobianPoint<T>(in T x, in T y, in T z)
    where T : struct, IFieldElement<T>
{
    public T X = x;
    public T Y = y;
    public T Z = z;

    public static JacobianPoint<T> FromAffine(in AffinePoint<T> point) => new(point.X, point.Y, T.One);

    /// <summary>dbl-2001-b of the Explicit-Formulas Database, Bernstein's doubling for a = −3.</summary>
    public static JacobianPoint<T> Double(in JacobianPoint<T> point)
    {
        var delta = T.Square(point.Z);
        var gamma = T.Square(point.Y);
        var beta = point.X * gamma;
        var third = (point.X - delta) * (point.X + delta);
        var alpha = third + third + third;
        var fourBeta = beta + beta;
        fourBeta += fourBeta;
        var twoGamma = gamma + gamma;
        var fourGammaSquare = T.Square(twoGamma);

        var x = T.Reduce(T.Square(alpha) - fourBeta - fourBeta);
        var y = T.Reduce((alpha * (fourBeta - x)) - (fourGammaSquare + fourGammaSquare));
        var z = T.Reduce(T.Square(point.Y + point.Z) - (gamma + delta));
        return new(x, y, z);
    }

    /// <summary>(X : Y : Z) to (X·Z, Y·Z², Z).</summary>
    public static JacobianPoint<T> FromProjective(in ProjectivePoint<T> point) =>
        new(point.X * point.Z, point.Y * T.Square(point.Z), point.Z);

    /// <summary>(X, Y, Z) to (X·Z : Y : Z³), and the identity to (0 : 1 : 0).</summary>
    public static ProjectivePoint<T> ToProjective(in JacobianPoint<T> point)
    {
        ProjectivePoint<T> projective = new(point.X * point.Z, point.Y, point.Z * T.Square(point.Z));
        T.AssignIfZero(ref projective.Y, T.One, point.Z);
        return projective;
    }
}
