using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Benchmarks;

/// <summary>
/// Whether the time of a multiplication says something about its scalar: two classes in random order, one scalar fixed, the other random, and
/// Welch's t over the times (Reparaz, Balasch, Verbauwhede, "Dude, is my code constant time?", 2017). |t| above 4.5 is taken as a leak, above 10
/// as a sure one; a small |t| shows that this many measurements saw none.
/// </summary>
internal static class TimingTest
{
    private const int Measurements = 100_000;

    // Interrupts make a long tail that drowns everything: slower measurements than these quantiles are left out, in both classes alike.
    private static readonly double[] Cuts = [0.5, 0.8, 0.95, 1];

    private static Point _sink = Point.Identity;

    public static void Run(TextWriter output)
    {
        var point = Scalar.Random() * Point.Generator;
        var table = new FixedBaseTable(point);
        Scalar[] fixedScalars = [Scalar.One, -Scalar.One, Scalar.FromInt64(1L << 40), Scalar.Random()];
        string[] names = ["1", "n − 1", "2⁴⁰", "one random scalar"];
        output.WriteLine($"{Measurements} measurements each, half of them with a fresh random scalar; t with the fastest 50, 80, 95 and 100 %");
        for (var i = 0; i < names.Length; i++)
        {
            Measure(output, $"k·P, fixed k = {names[i]}", fixedScalars[i], k => _sink = Point.Multiply(k, point));
            Measure(output, $"k·P from a table, fixed k = {names[i]}", fixedScalars[i], k => _sink = table.Multiply(k));
        }

        Measure(output, "(control) k·P for a public k, fixed k = 1", Scalar.One, k => _sink = Point.MultiplySumVartime([k], [point]));
    }

    private static void Measure(TextWriter output, string name, Scalar fixedScalar, Action<Scalar> multiply)
    {
        for (var i = 0; i < 2000; i++)
        {
            multiply(Scalar.Random());
        }

        var classes = RandomNumberGenerator.GetBytes(Measurements);
        var ticks = new double[Measurements];
        for (var i = 0; i < Measurements; i++)
        {
            // The random scalar is drawn in both classes, so that they differ in nothing but the value.
            var random = Scalar.Random();
            var scalar = (classes[i] & 1) == 0 ? fixedScalar : random;
            var start = Stopwatch.GetTimestamp();
            multiply(scalar);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        var sorted = ticks.Order().ToArray();
        var values = Cuts.Select(cut => Welch(ticks, classes, sorted[(int)(cut * (Measurements - 1))]).ToString("F2", CultureInfo.InvariantCulture));
        output.WriteLine($"{name,-52} t = {string.Join("  ", values)}");
    }

    private static double Welch(double[] ticks, byte[] classes, double slowest)
    {
        var (left, right) = (new Moments(), new Moments());
        for (var i = 0; i < ticks.Length; i++)
        {
            if (ticks[i] <= slowest)
            {
                ((classes[i] & 1) == 0 ? left : right).Add(ticks[i]);
            }
        }

        return (left.Mean - right.Mean) / Math.Sqrt((left.Variance / left.Count) + (right.Variance / right.Count));
    }

    /// <summary>Mean and variance as the values come (Welford).</summary>
    private sealed class Moments
    {
        private double squares;

        public long Count { get; private set; }

        public double Mean { get; private set; }

        public double Variance => squares / (Count - 1);

        public void Add(double value)
        {
            Count++;
            var delta = value - Mean;
            Mean += delta / Count;
            squares += delta * (value - Mean);
        }
    }
}
