using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto;

/// <summary>A trustee's number, from 1: also the point at which the shared polynomial gives its secret. spec §1, §5</summary>
public sealed record TrusteeIndex : IComparable<TrusteeIndex>
{
    /// <summary>The greatest number of trustees of an election.</summary>
    public const int Maximum = 16;

    /// <exception cref="ArgumentOutOfRangeException">Not from 1 to 16.</exception>
    public TrusteeIndex(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Maximum);
        Value = value;
    }

    /// <summary>The number.</summary>
    public int Value { get; }

    /// <summary>The number as an argument of a polynomial.</summary>
    public Scalar Scalar => Scalar.FromInt64(Value);

    public static bool operator <(TrusteeIndex left, TrusteeIndex right) => left.CompareTo(right) < 0;

    public static bool operator >(TrusteeIndex left, TrusteeIndex right) => left.CompareTo(right) > 0;

    public static bool operator <=(TrusteeIndex left, TrusteeIndex right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TrusteeIndex left, TrusteeIndex right) => left.CompareTo(right) >= 0;

    /// <summary>False for a number that is none of a trustee.</summary>
    public static bool TryCreate(long value, [NotNullWhen(true)] out TrusteeIndex? trustee)
    {
        trustee = value is >= 1 and <= Maximum ? new TrusteeIndex((int)value) : null;
        return trustee is not null;
    }

    public int CompareTo(TrusteeIndex? other) => other is null ? 1 : Value.CompareTo(other.Value);

    public override string ToString() => $"trustee {Value}";
}
