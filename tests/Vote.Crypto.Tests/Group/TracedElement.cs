using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Group;

/// <summary>A field element that writes down what is done with it. One trace for each thread.</summary>
internal readonly struct TracedElement(in FieldElement value) : ISingleFieldElement<TracedElement>, IFieldLanes<TracedElement>
{
    [ThreadStatic]
    private static List<(Step Step, long Detail)>? _trace;

    public enum Step
    {
        Add,
        Subtract,
        Multiply,
        Square,
        Reduce,
        IsZero,
        Assign,
        Read,
    }

    public FieldElement Value { get; } = value;

    public static TracedElement One => new(FieldElement.One);

    public static TracedElement CurveB => new(FieldElement.CurveB);

    /// <summary>Every step of the action, in order; a read also notes the entries it touched.</summary>
    public static IReadOnlyList<(Step Step, long Detail)> Trace(Action action)
    {
        _trace = [];
        action();
        return _trace;
    }

    public static ProjectivePoint<TracedElement> From(in ProjectivePoint<FieldElement> point) =>
        new(new(point.X), new(point.Y), new(point.Z));

    public static ProjectivePoint<FieldElement> ToPlain(in ProjectivePoint<TracedElement> point) =>
        new(point.X.Value, point.Y.Value, point.Z.Value);

    public static TracedElement operator +(in TracedElement left, in TracedElement right) =>
        Note(Step.Add, new(left.Value + right.Value));

    public static TracedElement operator -(in TracedElement left, in TracedElement right) =>
        Note(Step.Subtract, new(left.Value - right.Value));

    public static TracedElement operator *(in TracedElement left, in TracedElement right) =>
        Note(Step.Multiply, new(left.Value * right.Value));

    public static TracedElement Square(in TracedElement value) => Note(Step.Square, new(FieldElement.Square(value.Value)));

    public static TracedElement Reduce(in TracedElement value) => Note(Step.Reduce, new(FieldElement.Reduce(value.Value)));

    public static ulong IsZeroMask(in TracedElement value)
    {
        _trace?.Add((Step.IsZero, 0));
        return FieldElement.IsZeroMask(value.Value);
    }

    public static TracedElement SelectEntry(ReadOnlySpan<TracedElement> entries, int stride, uint index)
    {
        // FieldElement.SelectEntry reads every entry; what could differ between scalars is which span it is given.
        _trace?.Add((Step.Read, ((long)entries.Length << 32) | (uint)stride));
        var plain = new FieldElement[entries.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = entries[i].Value;
        }

        return new(FieldElement.SelectEntry(plain, stride, index));
    }

    public static void AssignIf(ref TracedElement target, in TracedElement source, ulong mask)
    {
        var value = target.Value;
        FieldElement.AssignIf(ref value, source.Value, mask);
        target = Note(Step.Assign, new(value));
    }

    public static void AssignIfZero(ref TracedElement target, in TracedElement source, in TracedElement tested) =>
        AssignIf(ref target, source, IsZeroMask(tested));

    public static int Count => 1;

    public static TracedElement Broadcast(in FieldElement element) => new(element);

    public static void Multiply(in TracedElement left, in TracedElement right, out TracedElement product) => product = left * right;

    public static TracedElement Gather(ReadOnlySpan<FieldElement> elements, ReadOnlySpan<int> places) => new(elements[places[0]]);

    public static void Scatter(in TracedElement value, Span<FieldElement> elements, ReadOnlySpan<int> places) =>
        elements[places[0]] = value.Value;

    public static uint ZeroLanes(in TracedElement value) => (uint)IsZeroMask(value) & 1;

    public static void AssignLanes(ref TracedElement target, in TracedElement source, uint lanes) =>
        AssignIf(ref target, source, 0 - (ulong)lanes);

    public static TracedElement SelectShared(ReadOnlySpan<FieldElement> entries, int stride, ReadOnlySpan<ulong> indices)
    {
        _trace?.Add((Step.Read, ((long)entries.Length << 32) | (uint)stride));
        return new(FieldElement.SelectShared(entries, stride, indices));
    }

    public static TracedElement SelectOwn(ReadOnlySpan<TracedElement> entries, int stride, ReadOnlySpan<ulong> indices) =>
        SelectEntry(entries, stride, unchecked((uint)indices[0]));

    private static TracedElement Note(Step step, in TracedElement result)
    {
        _trace?.Add((step, 0));
        return result;
    }
}
