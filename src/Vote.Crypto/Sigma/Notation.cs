using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>An element declared in a <see cref="LinearRelation.Builder"/>. Upper-case names in the draft's notation.</summary>
public readonly record struct ElementIndex
{
    internal ElementIndex(LinearRelation.Builder owner, int value)
    {
        Owner = owner;
        Value = value;
    }

    internal LinearRelation.Builder Owner { get; }

    internal int Value { get; }

    /// <summary>An element is a sum of one: without this each operator below would be written four times.</summary>
    public static implicit operator ElementSum(ElementIndex element) => element.Required().Single(element, Scalar.One);

    /// <summary>The sum of both.</summary>
    public static ElementSum operator +(ElementIndex left, ElementSum right) => (ElementSum)left + right;

    /// <summary>The difference.</summary>
    public static ElementSum operator -(ElementIndex left, ElementSum right) => (ElementSum)left - right;

    /// <summary>The negated element.</summary>
    public static ElementSum operator -(ElementIndex element) => element.Required().Single(element, -Scalar.One);

    /// <summary>A public multiple.</summary>
    public static ElementSum operator *(Scalar coefficient, ElementIndex element) => element.Required().Single(element, coefficient);

    /// <summary>The builder, for operators of a handle that may be <c>default</c>.</summary>
    internal LinearRelation.Builder Required() => Owner ?? throw new InvalidOperationException("An index that no relation gave.");
}

/// <summary>A witness scalar declared in a <see cref="LinearRelation.Builder"/>. Lower-case names in the draft's notation.</summary>
public readonly record struct WitnessIndex
{
    internal WitnessIndex(LinearRelation.Builder owner, int value)
    {
        Owner = owner;
        Value = value;
    }

    internal LinearRelation.Builder Owner { get; }

    internal int Value { get; }

    /// <summary>The term x · E.</summary>
    public static TermSum operator *(WitnessIndex witness, ElementIndex element) => element.Required().Single(witness, element);

    /// <summary>x · (c·E + d·F + …): the scalar distributes over the sum, one term an element.</summary>
    public static TermSum operator *(WitnessIndex witness, ElementSum sum) => sum.Required().Distribute(witness, sum);
}

/// <summary>Σ coefficient · element: what stands left of an equals sign.</summary>
public readonly record struct ElementSum
{
    internal ElementSum(LinearRelation.Builder owner, int start, int count)
    {
        Owner = owner;
        Start = start;
        Count = count;
    }

    internal LinearRelation.Builder Owner { get; }

    internal int Start { get; }

    internal int Count { get; }

    /// <summary>The sum of both, terms in the order written.</summary>
    public static ElementSum operator +(ElementSum left, ElementSum right) => left.Required().Join(left, right);

    /// <summary>The difference, terms in the order written.</summary>
    public static ElementSum operator -(ElementSum left, ElementSum right) => left.Required().Join(left, -right);

    /// <summary>Every coefficient negated.</summary>
    public static ElementSum operator -(ElementSum sum) => sum.Required().Scale(-Scalar.One, sum);

    /// <summary>Every coefficient multiplied.</summary>
    public static ElementSum operator *(Scalar factor, ElementSum sum) => sum.Required().Scale(factor, sum);

    /// <summary>The builder, for operators of a sum that may be <c>default</c>.</summary>
    internal LinearRelation.Builder Required() => Owner ?? throw new InvalidOperationException("A sum that no relation gave.");
}

/// <summary>Σ coefficient · witness scalar · element: what stands right of an equals sign.</summary>
public readonly record struct TermSum
{
    internal TermSum(LinearRelation.Builder owner, int start, int count)
    {
        Owner = owner;
        Start = start;
        Count = count;
    }

    internal LinearRelation.Builder Owner { get; }

    internal int Start { get; }

    internal int Count { get; }

    /// <summary>The sum of both, terms in the order written.</summary>
    public static TermSum operator +(TermSum left, TermSum right) => left.Required().Join(left, right);

    /// <summary>The difference, terms in the order written.</summary>
    public static TermSum operator -(TermSum left, TermSum right) => left.Required().Join(left, -right);

    /// <summary>Every coefficient negated.</summary>
    public static TermSum operator -(TermSum sum) => sum.Required().Scale(-Scalar.One, sum);

    /// <summary>Every coefficient multiplied.</summary>
    public static TermSum operator *(Scalar factor, TermSum sum) => sum.Required().Scale(factor, sum);

    private LinearRelation.Builder Required() => Owner ?? throw new InvalidOperationException("A sum that no relation gave.");
}
