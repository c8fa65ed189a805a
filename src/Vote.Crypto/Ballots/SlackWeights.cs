namespace Vote.Crypto.Ballots;

/// <summary>Weights of bits that together write exactly the numbers 0 … R. spec §4.2</summary>
public static class SlackWeights
{
    /// <summary>1, 2, 4, … while the rest allows, then the rest; none for R = 0.</summary>
    /// <param name="range">R, not negative.</param>
    public static IReadOnlyList<long> For(long range)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(range);
        List<long> weights = [];
        for (long power = 1, rest = range; rest > 0; power *= 2)
        {
            var weight = Math.Min(power, rest);
            weights.Add(weight);
            rest -= weight;
        }

        return weights;
    }

    /// <summary>Writes a secret value as bits, from the last weight to the first each that fits. No branch depends on the value.</summary>
    /// <param name="weights">From <see cref="For"/>.</param>
    /// <param name="value">From 0 to R.</param>
    /// <param name="bits">Receives a 0 or 1 for each weight.</param>
    public static void Write(IReadOnlyList<long> weights, long value, Span<byte> bits)
    {
        for (var j = weights.Count - 1; j >= 0; j--)
        {
            // The sign bit of weight − 1 − value is set exactly when value ≥ weight.
            var taken = unchecked((weights[j] - 1 - value) >>> 63);
            bits[j] = (byte)taken;
            value -= taken * weights[j];
        }
    }
}
