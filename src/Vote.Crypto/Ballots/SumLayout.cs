namespace Vote.Crypto.Ballots;

/// <summary>Of a question whose options have prices and share a purse.</summary>
/// <param name="Range">An option's value is 0 … this.</param>
/// <param name="Cap">What all together may cost at most.</param>
/// <param name="Slack">What may be left over.</param>
internal sealed record Purse(long Range, long Cap, long Slack);

/// <summary>
/// A number for each option, their sum bounded: choose-one, approval, score, cumulative, knapsack.
/// Σ price_i·X_i + S + cap·β = cap; without the blank no constraint. spec §4.2
/// </summary>
internal sealed class SumLayout : ChoiceLayout
{
    private readonly BitRun[] optionNumbers;
    private readonly IReadOnlyList<long> prices;
    private readonly Purse purse;
    private readonly BitRun slackRun;

    private SumLayout(ShapeBuilder bits, BitRun[] numbers, IReadOnlyList<long> prices, (Purse Purse, BitRun Slack, bool HasBlank) rest)
        : base(bits.Build(), [.. numbers.Select(number => bits.Form(number.Times(1)))], rest.HasBlank)
    {
        optionNumbers = numbers;
        this.prices = prices;
        (purse, slackRun) = (rest.Purse, rest.Slack);
    }

    /// <param name="purse">Bounds.</param>
    /// <param name="prices">One an option.</param>
    /// <param name="hasBlank">Without it every option is free, and bounded by its own bits alone.</param>
    public static SumLayout Of(Purse purse, IReadOnlyList<long> prices, bool hasBlank)
    {
        var bits = new ShapeBuilder();
        BitRun[] numbers = [.. prices.Select(_ => bits.Slack(purse.Range))];
        Array.ForEach(numbers, number => bits.Total(number.Times(1)));
        var slack = bits.Slack(hasBlank ? purse.Slack : 0);
        if (hasBlank)
        {
            var blank = bits.Bit();
            bits.Constrain(purse.Cap, [.. numbers.Zip(prices, (number, price) => number.Times(price)), slack.Times(1), blank.Times(purse.Cap)]);
            bits.Total(blank.Times(1));
        }

        return new(bits, numbers, prices, (purse, slack, hasBlank));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<int> values, byte blank, Span<byte> bits)
    {
        long left = purse.Cap - (blank * purse.Cap);
        for (var i = 0; i < optionNumbers.Length; i++)
        {
            optionNumbers[i].Write(values[i], bits);
            left -= prices[i] * values[i];
        }

        slackRun.Write(left, bits);
        if (HasBlank)
        {
            bits[^1] = blank;
        }
    }
}
