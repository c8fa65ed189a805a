using System.Buffers;
using System.Buffers.Text;

namespace Vote.Canonical;

/// <summary>A string of well-formed Unicode.</summary>
public sealed class CanonicalString : CanonicalValue
{
    /// <exception cref="ArgumentException">An unpaired surrogate.</exception>
    public CanonicalString(string value)
    {
        CanonicalText.RequireWellFormed(value);
        Value = value;
    }

    /// <summary>The characters, unescaped.</summary>
    public string Value { get; }

    internal override void WriteTo(IBufferWriter<byte> output) => CanonicalText.Write(Value, output);
}

/// <summary>An integer that every implementation of JSON can hold exactly.</summary>
public sealed class CanonicalInteger : CanonicalValue
{
    /// <summary>2^53 − 1.</summary>
    public const long Maximum = (1L << 53) - 1;

    /// <summary>−(2^53 − 1).</summary>
    public const long Minimum = -Maximum;

    /// <exception cref="ArgumentOutOfRangeException">A magnitude of 2^53 or more.</exception>
    public CanonicalInteger(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Maximum);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Minimum);
        Value = value;
    }

    /// <summary>The integer.</summary>
    public long Value { get; }

    internal override void WriteTo(IBufferWriter<byte> output)
    {
        Utf8Formatter.TryFormat(Value, output.GetSpan(20), out var written);
        output.Advance(written);
    }
}

/// <summary>true or false.</summary>
public sealed class CanonicalBoolean : CanonicalValue
{
    private CanonicalBoolean(bool value) => Value = value;

    /// <summary>The two values.</summary>
    public static CanonicalBoolean True { get; } = new(true);

    /// <inheritdoc cref="True"/>
    public static CanonicalBoolean False { get; } = new(false);

    /// <summary>The truth value.</summary>
    public bool Value { get; }

    internal override void WriteTo(IBufferWriter<byte> output) => output.Write(Value ? "true"u8 : "false"u8);
}
