using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Group;

/// <summary>
/// A point of P-256 (SP 800-186 §3.2.1.3), the identity included. Immutable; an instance is on the curve, which has prime order.
/// Everything is constant time but what says <c>Vartime</c>.
/// </summary>
public sealed partial class Point : IEquatable<Point>
{
    private readonly ProjectivePoint<FieldElement> _projective;

    // This point with Z = 1, once somebody asked for its coordinates. Two threads may both compute it: the same value.
    private Point? _normalized;

    private Point(in ProjectivePoint<FieldElement> projective) => _projective = projective;

    private Point(in FieldElement x, in FieldElement y)
    {
        _projective = new(x, y, FieldElement.One);
        _normalized = this;
    }

    public static Point Identity { get; } = new(ProjectivePoint<FieldElement>.Identity);

    public static Point Generator { get; } = new(FieldElement.GeneratorX, FieldElement.GeneratorY);

    public bool IsIdentity => FieldElement.IsZeroMask(_projective.Z) != 0;

    internal ref readonly ProjectivePoint<FieldElement> Projective => ref _projective;

    internal static Point FromProjective(in ProjectivePoint<FieldElement> point) => new(point);

    internal static Point FromJacobian(in JacobianPoint<FieldElement> point) =>
        new(JacobianPoint<FieldElement>.ToProjective(point));

    public static Point operator +(Point left, Point right) =>
        new(ProjectivePoint<FieldElement>.Add(left._projective, right._projective));

    public static Point operator -(Point left, Point right) =>
        new(ProjectivePoint<FieldElement>.Add(left._projective, ProjectivePoint<FieldElement>.Negate(right._projective)));

    public static Point operator -(Point point) => new(ProjectivePoint<FieldElement>.Negate(point._projective));

    /// <summary>The multiple in constant time. Multiples of <see cref="Generator"/> itself go through its table.</summary>
    public static Point operator *(Scalar k, Point p) =>
        ReferenceEquals(p, Generator) ? FixedBaseTable.Generator.Multiply(k) : Multiply(k, p);

    /// <summary>The multiple in constant time, without a table of the base.</summary>
    internal static Point Multiply(Scalar k, Point p) =>
        new(ConstantTimeMultiply<FieldElement>.Multiply(k.ToUInt256(), p._projective));

    public static bool operator ==(Point? left, Point? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Point? left, Point? right) => !(left == right);

    public bool Equals([NotNullWhen(true)] Point? other)
    {
        if (other is null)
        {
            return false;
        }

        // X₁/Z₁ = X₂/Z₂ and Y₁/Z₁ = Y₂/Z₂ without a division; (0 : Y : 0) only equals another with Z = 0, as Y is not zero there.
        var x = FieldElement.EqualsMask(_projective.X * other._projective.Z, other._projective.X * _projective.Z);
        var y = FieldElement.EqualsMask(_projective.Y * other._projective.Z, other._projective.Y * _projective.Z);
        return (x & y) != 0;
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Point other && Equals(other);

    public override int GetHashCode()
    {
        Span<byte> x = stackalloc byte[FieldElement.Size];
        Span<byte> y = stackalloc byte[FieldElement.Size];
        return TryGetCoordinates(x, y) ? BitConverter.ToInt32(x) ^ (y[^1] & 1) : 0;
    }
}
