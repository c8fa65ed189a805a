using Vote.Crypto.Group;

namespace Vote.Benchmarks;

/// <summary>Field arithmetic by the number of lanes, for each element: chains that wait for each result, and independent ones.</summary>
internal static class LanesBenchmark
{
    public static void Run(TextWriter output)
    {
        var unit = Stopwatches.OpenSslEcdh();
        Stopwatches.Line(output, "openssl speed ecdhp256", unit, unit);
        Field<FieldElement>(output, "one element", unit);
        Field<FieldLanes<Lanes256>>(output, "4 lanes", unit);
        Field<FieldLanes<Lanes512>>(output, "8 lanes", unit);
    }

    private static void Field<T>(TextWriter output, string name, double unit)
        where T : struct, IFieldLanes<T>
    {
        const int count = 2_000;
        var a = T.Broadcast(FieldElement.GeneratorX);
        var b = T.Broadcast(FieldElement.GeneratorY);
        var c = a;
        var d = b;
        Stopwatches.Line(output, $"multiplication, {name}, in a chain", Stopwatches.Microseconds(count * T.Count, () =>
        {
            for (var i = 0; i < count; i++)
            {
                a *= b;
            }
        }), unit);
        Stopwatches.Line(output, $"multiplication, {name}", Stopwatches.Microseconds(count * T.Count, () =>
        {
            for (var i = 0; i < count; i += 2)
            {
                a *= b;
                c *= d;
            }
        }), unit);
        Stopwatches.Line(output, $"square, {name}", Stopwatches.Microseconds(count * T.Count, () =>
        {
            for (var i = 0; i < count; i += 2)
            {
                a = T.Square(a);
                c = T.Square(c);
            }
        }), unit);
        Each<T>(output, $"sum, {name}", unit, () => a = a + b, () => a = b);
        Each<T>(output, $"difference, {name}", unit, () => a = c - b, () => a = b);
        Each<T>(output, $"reduction, {name}", unit, () => a = T.Reduce(a), () => a = b);
        Each<T>(output, $"choice, {name}", unit, () => T.AssignLanes(ref a, b, 1), () => a = b);
        Each<T>(output, $"zero test, {name}", unit, () => T.ZeroLanes(a), () => a = b);
        var projective = ProjectivePoint<T>.Identity;
        AffinePoint<T> affine = new(T.Broadcast(FieldElement.GeneratorX), T.Broadcast(FieldElement.GeneratorY));
        Each<T>(output, $"complete mixed addition, {name}", unit, () => projective = ProjectivePoint<T>.AddAffine(projective, affine), () => { });
        Each<T>(output, $"complete addition, {name}", unit, () => projective = ProjectivePoint<T>.Add(projective, projective), () => { });
        var jacobian = JacobianPoint<T>.FromAffine(affine);
        Each<T>(output, $"doubling, {name}", unit, () => jacobian = JacobianPoint<T>.Double(jacobian), () => { });
        var elements = Enumerable.Repeat(FieldElement.GeneratorX, 64).ToArray();
        var places = Enumerable.Range(7, T.Count).ToArray();
        Stopwatches.Line(output, $"there and back, {name}", Stopwatches.Microseconds(count * T.Count, () =>
        {
            for (var i = 0; i < count; i++)
            {
                T.Scatter(T.Gather(elements, places), elements, places);
            }
        }), unit);
    }

    private static void Each<T>(TextWriter output, string name, double unit, Action action, Action start)
        where T : struct, IFieldLanes<T>
    {
        const int count = 1000;
        Stopwatches.Line(output, name, Stopwatches.Microseconds(count * T.Count, () =>
        {
            start();
            for (var i = 0; i < count; i++)
            {
                action();
            }
        }), unit);
    }
}
