using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Benchmarks;

/// <summary>The operations of the group, each beside OpenSSL's ECDH of the same run.</summary>
internal static class GroupBenchmark
{
    private static Point _sink = Point.Identity;

    public static void Run(TextWriter output)
    {
        var unit = Stopwatches.OpenSslEcdh();
        Stopwatches.Line(output, "openssl speed ecdhp256", unit, unit);
        Field(output, unit);
        Multiplications(output, unit);
        Encodings(output, unit);
        Sums(output, unit, [1, 2, 4, 8, 16, 32, 64, 96, 128, 192, 256, 512, 1000, 3000, 10_000]);
        Stopwatches.Line(output, "openssl speed ecdhp256 again", Stopwatches.OpenSslEcdh(), unit);
    }

    /// <summary>Long sums alone, for a profiler.</summary>
    public static void RunSums(TextWriter output) => Sums(output, Stopwatches.OpenSslEcdh(), [10_000]);

    private static void Field(TextWriter output, double unit)
    {
        const int count = 10_000;
        var value = FieldElement.GeneratorX;
        Stopwatches.Line(output, "field multiplication (latency)", Stopwatches.Microseconds(count, () =>
        {
            for (var i = 0; i < count; i++)
            {
                value *= FieldElement.GeneratorY;
            }
        }), unit);
        Stopwatches.Line(output, "field square (latency)", Stopwatches.Microseconds(count, () =>
        {
            for (var i = 0; i < count; i++)
            {
                value = FieldElement.Square(value);
            }
        }), unit);
        Stopwatches.Line(output, "field inversion", Stopwatches.Microseconds(100, () => Repeat(100, () => value = value.Invert())), unit);
        var jacobian = JacobianPoint<FieldElement>.FromProjective(Point.Generator.Projective);
        Stopwatches.Line(output, "doubling", Stopwatches.Microseconds(1000, () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                jacobian = JacobianPoint<FieldElement>.Double(jacobian);
            }
        }), unit);
        var projective = Point.Generator.Projective;
        Stopwatches.Line(output, "complete addition", Stopwatches.Microseconds(1000, () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                projective = ProjectivePoint<FieldElement>.Add(projective, Point.Generator.Projective);
            }
        }), unit);
        var affine = Point.Generator.ToAffine();
        Stopwatches.Line(output, "mixed addition, public", Stopwatches.Microseconds(1000, () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                jacobian = JacobianPoint<FieldElement>.AddAffineVartime(jacobian, affine);
            }
        }), unit);
        var scalar = Scalar.Random();
        Stopwatches.Line(output, "scalar multiplication modulo n", Stopwatches.Microseconds(1000, () => Repeat(1000, () => scalar *= scalar)), unit);
        Stopwatches.Line(output, "scalar inversion", Stopwatches.Microseconds(100, () => Repeat(100, () => scalar = scalar.Invert())), unit);
    }

    private static void Multiplications(TextWriter output, double unit)
    {
        var k = Scalar.Random();
        var point = Scalar.Random() * Point.Generator;
        var table = new FixedBaseTable(point);
        Stopwatches.Line(output, "k·P", Stopwatches.Microseconds(10, () => Repeat(10, () => _sink = k * point)), unit);
        Stopwatches.Line(output, "k·P, public", Stopwatches.Microseconds(10, () => Repeat(10, () => _sink = Point.MultiplyVartime(k, point))), unit);
        Stopwatches.Line(output, "k·P from its table", Stopwatches.Microseconds(10, () => Repeat(10, () => _sink = table.Multiply(k))), unit);
        Stopwatches.Line(output, "k·P from its table, public", Stopwatches.Microseconds(10, () => Repeat(10, () => _sink = table.MultiplyVartime(k))), unit);
        Stopwatches.Line(output, "building a table", Stopwatches.Microseconds(1, () => _ = new FixedBaseTable(point)), unit);
    }

    private static void Encodings(TextWriter output, double unit)
    {
        var points = Points(1000);
        var encoded = Point.EncodeMany(points);
        var message = new byte[32];
        Stopwatches.Line(output, "P + Q", Stopwatches.Microseconds(1000, () => Repeat(1000, () => _sink += points[0])), unit);
        Stopwatches.Line(output, "decoding, one of 1000", Stopwatches.Microseconds(1000, () => Point.TryDecodeMany(encoded, out _)), unit);
        Stopwatches.Line(output, "adding and encoding, one of 1000", Stopwatches.Microseconds(1000, () =>
            Point.EncodeMany(points.Select(point => point + Point.Generator).ToArray())), unit);
        Stopwatches.Line(output, "hash to curve", Stopwatches.Microseconds(10, () => Repeat(10, () => _sink = HashToCurve.Hash(message, message))), unit);
    }

    private static void Sums(TextWriter output, double unit, int[] counts)
    {
        var points = Points(10_000);
        var full = points.Select(_ => Scalar.Random()).ToArray();
        var half = points.Select(_ => Scalar.FromUInt128LittleEndian(RandomNumberGenerator.GetBytes(16))).ToArray();
        foreach (var count in counts)
        {
            var name = $"Σ k·P, {count} terms, each";
            Stopwatches.Line(output, name, Stopwatches.Microseconds(count, () =>
                _sink = Point.MultiplySumVartime(full.AsSpan(0, count), points.AsSpan(0, count))), unit);
        }

        Stopwatches.Line(output, "Σ k·P, 10000 terms of 128 bits, each", Stopwatches.Microseconds(10_000, () =>
            _sink = Point.MultiplySumVartime(half, points)), unit);
        Stopwatches.Line(output, "Σ P, 10000 terms, each", Stopwatches.Microseconds(10_000, () => _sink = Point.SumVartime(points)), unit);
    }

    private static Point[] Points(int count)
    {
        var points = Enumerable.Range(0, count).Select(_ => Scalar.Random() * Point.Generator).ToArray();
        Point.NormalizeMany(points);
        return points;
    }

    private static void Repeat(int count, Action action)
    {
        for (var i = 0; i < count; i++)
        {
            action();
        }
    }
}
