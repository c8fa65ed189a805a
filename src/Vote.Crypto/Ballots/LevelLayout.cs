namespace Vote.Crypto.Ballots;

/// <summary>
/// One of several levels for each option, a bit a level: quadratic votes, grades of majority judgment. Σ_l b_il + β = 1 for each option. spec §4.2
/// </summary>
internal sealed class LevelLayout : ChoiceLayout
{
    private readonly BitRun[] optionRows;
    private readonly BitRun slackRun;
    private readonly long credits;

    private LevelLayout(ShapeBuilder bits, BitRun[] rows, BitRun slack, long credits)
        : base(bits.Build(), [.. rows.Select(row => bits.Form(row.Times(1)))], hasBlank: true) =>
        (optionRows, slackRun, this.credits) = (rows, slack, credits);

    /// <summary>Levels 0 … top; l votes cost l² credits: Σ l²·b_il + S + C·β = C. Totals Σ l·b_il, then β.</summary>
    public static LevelLayout Quadratic(int options, int top, long credits)
    {
        var bits = new ShapeBuilder();
        BitRun[] rows = [.. Enumerable.Range(0, options).Select(_ => bits.Bits(Levels(top + 1)))];
        var (slack, blank) = (bits.Slack(credits), bits.Bit());
        ConstrainRows(bits, rows, blank);

        // The design page has no C·β here and leaves the slack of a blank at C; this way a blank is nothing but the blank. docs/adr/0004
        var squares = rows.Select(row => (row with { Weights = [.. row.Weights.Select(l => l * l)] }).Times(1));
        bits.Constrain(credits, [.. squares, slack.Times(1), blank.Times(credits)]);
        Array.ForEach(rows, row => bits.Total(row.Times(1)));
        bits.Total(blank.Times(1));
        return new(bits, rows, slack, credits);
    }

    /// <summary>Grades 0 … count − 1. Totals: each bit, which is the histogram, then β.</summary>
    public static LevelLayout Grades(int options, int count)
    {
        var bits = new ShapeBuilder();
        BitRun[] rows = [.. Enumerable.Range(0, options).Select(_ => bits.Bits(Levels(count)))];
        var (slack, blank) = (bits.Slack(0), bits.Bit());
        ConstrainRows(bits, rows, blank);
        for (var bit = 0; bit < bits.BitCount; bit++)
        {
            bits.Total([(bit, 1)]);
        }

        return new(bits, rows, slack, 0);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<int> values, byte blank, Span<byte> bits)
    {
        var left = credits - (blank * credits);
        for (var i = 0; i < optionRows.Length; i++)
        {
            var row = optionRows[i].In(bits);
            for (var level = 0; level < row.Length; level++)
            {
                row[level] = (byte)(IsEqual(values[i], level) & ~blank & 1);
            }

            left -= (long)values[i] * values[i];
        }

        slackRun.Write(left, bits);
        bits[^1] = blank;
    }

    private static void ConstrainRows(ShapeBuilder bits, BitRun[] rows, BitRun blank)
    {
        foreach (var row in rows)
        {
            bits.Constrain(1, [(row with { Weights = [.. row.Weights.Select(_ => 1L)] }).Times(1), blank.Times(1)]);
        }
    }

    private static long[] Levels(int count) => [.. Enumerable.Range(0, count).Select(level => (long)level)];
}
