namespace Vote.Crypto.Ballots;

/// <summary>
/// A matrix m_ir that says which option has which rank, and totals of the ranks' weights (Borda). Where fewer ranks than options can be used,
/// o_i says that option i is not ranked; where fewer ranks than the most, e_j that exactly j are used, which leaves no gap. spec §4.2
/// </summary>
internal sealed class RankLayout : ChoiceLayout
{
    private readonly BitRun[] optionRows;
    private readonly BitRun[] unrankedBits;
    private readonly BitRun[] usedBits;
    private readonly int fewest;

    private RankLayout(ShapeBuilder bits, BitRun[] rows, BitRun[] unranked, (BitRun[] Used, int Fewest) length)
        : base(bits.Build(), [.. rows.Select(row => bits.Form(row.Times(1)))], hasBlank: true) =>
        (optionRows, unrankedBits, usedBits, fewest) = (rows, unranked, length.Used, length.Fewest);

    /// <summary>The layout for so many options.</summary>
    public static RankLayout Of(int options, ChoiceRule.Ranking rule)
    {
        var (fewest, most) = (rule.Minimum, rule.Maximum);
        var bits = new ShapeBuilder();
        var rows = RankMatrix.Bits(bits, options, most);
        BitRun[] unranked = [.. Enumerable.Range(0, most < options || fewest < most ? options : 0).Select(_ => bits.Bit())];
        BitRun[] used = [.. Enumerable.Range(fewest, fewest < most ? most - fewest + 1 : 0).Select(_ => bits.Bit())];
        var blank = bits.Bit();
        for (var i = 0; i < options; i++)
        {
            bits.Constrain(1, [RankMatrix.Ones(rows[i]), .. unranked.Skip(i).Take(1).Select(bit => bit.Times(1)), blank.Times(1)]);
        }

        for (var r = 1; r <= most; r++)
        {
            var column = RankMatrix.Column(rows, r);
            if (r <= fewest)
            {
                bits.Constrain(1, [column, blank.Times(1)]);
            }
            else
            {
                bits.Constrain(0, [column, .. used.Skip(r - fewest).Select(bit => bit.Times(-1))]);
            }
        }

        if (used.Length > 0)
        {
            bits.Constrain(1, [.. used.Select(bit => bit.Times(1)), blank.Times(1)]);
        }

        Array.ForEach(rows, row => bits.Total((row with { Weights = [.. rule.Weights.Select(w => (long)w)] }).Times(1)));
        bits.Total(blank.Times(1));
        RankMatrix.FirstPreferences(bits, rows);
        return new(bits, rows, unranked, (used, fewest));
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<int> values, byte blank, Span<byte> bits)
    {
        RankMatrix.Write(optionRows, values, bits);
        var ranked = 0;
        for (var i = 0; i < optionRows.Length; i++)
        {
            var isUnranked = IsEqual(values[i], 0);
            ranked += 1 - isUnranked;
            if (unrankedBits.Length > 0)
            {
                bits[unrankedBits[i].First] = (byte)(isUnranked & ~blank & 1);
            }
        }

        for (var j = 0; j < usedBits.Length; j++)
        {
            bits[usedBits[j].First] = IsEqual(ranked, fewest + j);
        }

        bits[^1] = blank;
    }
}

/// <summary>The matrix m_ir of rankings: one row an option, one column a rank.</summary>
internal static class RankMatrix
{
    /// <summary>Rows whose number is the option's rank: weights 1 … ranks.</summary>
    public static BitRun[] Bits(ShapeBuilder bits, int options, int ranks) =>
        [.. Enumerable.Range(0, options).Select(_ => bits.Bits([.. Enumerable.Range(1, ranks).Select(r => (long)r)]))];

    /// <summary>Σ_r m_ir.</summary>
    public static IEnumerable<(int Bit, long Coefficient)> Ones(BitRun row) =>
        Enumerable.Range(row.First, row.Weights.Count).Select(bit => (bit, 1L));

    /// <summary>Σ_i m_ir of a rank, from 1.</summary>
    public static IEnumerable<(int Bit, long Coefficient)> Column(BitRun[] rows, int rank) =>
        rows.Select(row => (row.First + rank - 1, 1L));

    /// <summary>The totals m_i1, by which ties are broken.</summary>
    public static void FirstPreferences(ShapeBuilder bits, BitRun[] rows) =>
        Array.ForEach(rows, row => bits.Total([(row.First, 1)]));

    /// <summary>m_ir = [v_i = r]; every rank is compared, whatever was chosen.</summary>
    public static void Write(BitRun[] rows, ReadOnlySpan<int> values, Span<byte> bits)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i].In(bits);
            for (var r = 1; r <= row.Length; r++)
            {
                row[r - 1] = ChoiceLayout.IsEqual(values[i], r);
            }
        }
    }
}
