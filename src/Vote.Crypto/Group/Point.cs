using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

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

    public static Point Generator { get; } =
        new(FieldElement.FromUInt256(FieldPrime.GeneratorX), FieldElement.FromUInt256(FieldPrime.GeneratorY));

    public bool IsIdentity => _projective.Z.IsZeroMask != 0;

    internal ref readonly ProjectivePoint<FieldElement> Projective => ref _projective;

    public static Point operator +(Point left, Point right) =>
        new(ProjectivePoint<FieldElement>.Add(left._projective, right._projective));

    public static Point operator -(Point left, Point right) =>
        new(ProjectivePoint<FieldElement>.Add(left._projective, ProjectivePoint<FieldElement>.Negate(right._projective)));

    public static Point operator -(Point point) => new(ProjectivePoint<FieldElement>.Negate(point._projective));

    /// <summary>The multiple in constant time. Multiples of <see cref="Generator"/> itself go through its table.</summary>
    public static Point operator *(Scalar k, Point p) =>
        ReferenceEquals(p, Generator) ? FixedBaseTable.Generator.Multiply(k) : Multiply(k, p);

    /// <summary>The multiple in constant time, without a table of the base.</summary>
    internal static Point Multiply(Scalar k, Point p)
    {
        Span<byte> bytes = stackalloc byte[Scalar.Size];
        k.EncodeTo(bytes);
        var product = new Point(ConstantTimeMultiply<FieldElement>.Multiply(bytes, p._projective));
        CryptographicOperations.ZeroMemory(bytes);
        return product;
    }

    public static bool operator ==(Point? left, Point? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Point? left, Point? right) => !(left == right);

    /// <summary>The multiple of a public point by a public scalar.</summary>
    public static Point MultiplyVartime(Scalar k, Point p) => MultiplySumVartime([k], [p]);

    /// <summary>Σ scalars[i]·points[i], all public; different lengths throw <see cref="ArgumentException"/>.</summary>
    public static Point MultiplySumVartime(ReadOnlySpan<Scalar> scalars, ReadOnlySpan<Point> points)
    {
        if (scalars.Length != points.Length)
        {
            throw new ArgumentException("As many scalars as points.", nameof(scalars));
        }

        var sum = Identity;
        for (var i = 0; i < scalars.Length; i++)
        {
            sum += scalars[i] * points[i];
        }

        return sum;
    }

    /// <summary>Σ points[i], all public.</summary>
    public static Point SumVartime(ReadOnlySpan<Point> points)
    {
        var sum = Identity;
        foreach (var point in points)
        {
            sum += point;
        }

        return sum;
    }

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
