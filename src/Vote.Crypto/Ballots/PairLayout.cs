namespace Vote.Crypto.Ballots;

/// <summary>
/// Full rankings with bits of their own for pairs, because products of matrix entries are not linear: p_ij says that i stands before j (i &lt; j).
/// Σ_{j&gt;i} p_ij + Σ_{j&lt;i} (1 − β − p_ji) = Σ_r (n − r)·m_ir makes each option win as often as its rank demands, and a tournament whose
/// numbers of wins are n − 1, …, 0 is transitive. spec §4.2
/// </summary>
internal sealed class PairLayout : ChoiceLayout
{
    private readonly BitRun[] optionRows;
    private readonly int firstPair;

    private PairLayout(ShapeBuilder bits, BitRun[] rows, int firstPair)
        : base(bits.Build(), [.. rows.Select(row => bits.Form(row.Times(1)))], hasBlank: true) =>
        (optionRows, this.firstPair) = (rows, firstPair);

    /// <summary>The layout for so many options, at least two.</summary>
    public static PairLayout Of(int n)
    {
        var bits = new ShapeBuilder();
        var rows = RankMatrix.Bits(bits, n, n);
        var pairs = bits.Bits([.. Enumerable.Repeat(1L, n * (n - 1) / 2)]);
        var blank = bits.Bit();
        foreach (var row in rows)
        {
            bits.Constrain(1, [RankMatrix.Ones(row), blank.Times(1)]);
        }

        for (var r = 1; r <= n; r++)
        {
            bits.Constrain(1, [RankMatrix.Column(rows, r), blank.Times(1)]);
        }

        for (var i = 0; i < n; i++)
        {
            var wins = rows[i] with { Weights = [.. Enumerable.Range(1, n).Select(r => (long)(r - n))] };
            bits.Constrain(-i, [wins.Times(1), PairTerms(pairs.First, i, n), blank.Times(-i)]);
        }

        Array.ForEach([.. RankMatrix.Ones(pairs)], pair => bits.Total([pair]));
        bits.Total(blank.Times(1));
        RankMatrix.FirstPreferences(bits, rows);
        return new(bits, rows, pairs.First);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<int> values, byte blank, Span<byte> bits)
    {
        RankMatrix.Write(optionRows, values, bits);
        for (var (i, pair) = (0, firstPair); i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                bits[pair++] = (byte)(IsLess(values[i], values[j]) & ~blank & 1);
            }
        }

        bits[^1] = blank;
    }

    /// <summary>Σ_{j&gt;i} p_ij − Σ_{j&lt;i} p_ji; options from 0.</summary>
    private static IEnumerable<(int Bit, long Coefficient)> PairTerms(int first, int i, int n) =>
        Enumerable.Range(0, n).Where(j => j != i).Select(j => j > i ? (first + Place(i, j, n), 1L) : (first + Place(j, i, n), -1L));

    /// <summary>Where p_ij stands among the pairs, i &lt; j, both from 0.</summary>
    private static int Place(int i, int j, int n) => (i * n) - (i * (i + 1) / 2) + j - i - 1;
}
