namespace Vote.Crypto.Group;

/// <summary>
/// Σ kᵢ·Pᵢ for few public terms: one chain of doublings for all of them, and for each term its odd multiples P, 3P, …, 15P and
/// the scalar in non-adjacent form of width 5.
/// </summary>
internal static class Straus
{
    private const int Width = 5;
    private const int OddMultiples = 1 << (Width - 2);
    private const int MaxDigits = 257;

    public static JacobianPoint<FieldElement> Compute(ReadOnlySpan<UInt256> scalars, ReadOnlySpan<AffinePoint<FieldElement>> points)
    {
        if (points.IsEmpty)
        {
            return default;
        }

        var tables = Tables(points);
        var digits = new sbyte[points.Length * MaxDigits];
        var length = 0;
        for (var i = 0; i < points.Length; i++)
        {
            length = Math.Max(length, NonAdjacentForm(scalars[i], digits.AsSpan(i * MaxDigits, MaxDigits)));
        }

        JacobianPoint<FieldElement> sum = default;
        for (var position = length - 1; position >= 0; position--)
        {
            sum = JacobianPoint<FieldElement>.Double(sum);
            for (var i = 0; i < points.Length; i++)
            {
                sum = AddDigit(sum, digits[(i * MaxDigits) + position], tables.AsSpan(i * OddMultiples, OddMultiples));
            }
        }

        return sum;
    }

    private static JacobianPoint<FieldElement> AddDigit(
        in JacobianPoint<FieldElement> sum, int digit, ReadOnlySpan<AffinePoint<FieldElement>> oddMultiples)
    {
        if (digit == 0)
        {
            return sum;
        }

        var entry = oddMultiples[Math.Abs(digit) >> 1];
        if (digit < 0)
        {
            entry.Y = FieldElement.Negate(entry.Y);
        }

        return JacobianPoint<FieldElement>.AddAffineVartime(sum, entry);
    }

    /// <summary>P, 3P, …, 15P of every term; none is the identity, as the order is a large prime.</summary>
    private static AffinePoint<FieldElement>[] Tables(ReadOnlySpan<AffinePoint<FieldElement>> points)
    {
        var multiples = new JacobianPoint<FieldElement>[points.Length * OddMultiples];
        for (var i = 0; i < points.Length; i++)
        {
            var multiple = JacobianPoint<FieldElement>.FromAffine(points[i]);
            var twice = JacobianPoint<FieldElement>.Double(multiple);
            for (var j = 0; j < OddMultiples; j++)
            {
                multiples[(i * OddMultiples) + j] = multiple;
                multiple = JacobianPoint<FieldElement>.AddVartime(multiple, twice);
            }
        }

        return AffineBatch.Normalize(multiples);
    }

    /// <summary>Odd digits between −15 and 15, at least four zeros between two of them; the answer is one past the last digit.</summary>
    private static int NonAdjacentForm(in UInt256 scalar, Span<sbyte> digits)
    {
        ReadOnlySpan<ulong> words = [scalar.Limb0, scalar.Limb1, scalar.Limb2, scalar.Limb3, 0, 0];
        var length = 0;
        var carry = 0;
        for (var position = 0; position < MaxDigits;)
        {
            var bit = (int)(words[position >> 6] >> (position & 63)) & 1;
            if (bit == carry)
            {
                position++;
                continue;
            }

            var offset = position & 63;
            var bits = unchecked((words[position >> 6] >> offset) | (words[(position >> 6) + 1] << 1 << (63 - offset)));
            var digit = (int)(bits & ((1UL << Width) - 1)) + carry;
            carry = digit >> (Width - 1);
            digits[position] = (sbyte)(digit - (carry << Width));
            length = position + 1;
            position += Width;
        }

        return length;
    }
}
