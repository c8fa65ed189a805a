namespace Vote.Crypto.Ballots;

/// <summary>What a voter may choose; one record for each kind of question, with its parameters. spec §4.1</summary>
public abstract record ChoiceRule
{
    /// <summary>Most points that one option can get, and the greatest weight of a rank.</summary>
    public const int MaximumPoints = 1_000;

    /// <summary>Most credits of a quadratic question.</summary>
    public const int MaximumCredits = 10_000;

    /// <summary>The greatest budget, and cost of an option where costs count, in whole yen.</summary>
    public const long MaximumYen = 1_000_000_000_000;

    /// <summary>Most grades of a majority judgment.</summary>
    public const int MaximumGrades = 16;

    private ChoiceRule()
    {
    }

    /// <summary>Whether the parameters are those that the kind requires of these options.</summary>
    public abstract bool Fits(IReadOnlyList<Option> options);

    /// <summary>Exactly one option.</summary>
    public sealed record ChooseOne : ChoiceRule, IListedRule
    {
        /// <inheritdoc/>
        public int Minimum => 1;

        /// <inheritdoc/>
        public int Maximum => 1;

        /// <inheritdoc/>
        public bool IsRanked => false;

        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) => options.Count >= 1;
    }

    /// <summary>At least <paramref name="Minimum"/> and at most <paramref name="Maximum"/> options.</summary>
    public sealed record Approval(int Minimum, int Maximum) : ChoiceRule, IListedRule
    {
        /// <inheritdoc/>
        public bool IsRanked => false;

        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) => IsSpan(Minimum, Maximum, options.Count);
    }

    /// <summary>0 to <paramref name="Range"/> points for each option.</summary>
    public sealed record Score(int Range, bool HasBlank) : ChoiceRule
    {
        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) => Range is >= 1 and <= MaximumPoints && options.Count >= 1;
    }

    /// <summary>Points for options, together at most <paramref name="Points"/>.</summary>
    public sealed record Cumulative(int Points) : ChoiceRule
    {
        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) => Points is >= 1 and <= MaximumPoints && options.Count >= 1;
    }

    /// <summary>Any options whose costs together are at most the budget; both are whole multiples of a unit.</summary>
    /// <param name="Budget">Whole yen, from 1.</param>
    /// <param name="Unit">Whole yen, from 1.</param>
    public sealed record Knapsack(long Budget, long Unit) : ChoiceRule
    {
        /// <summary>The budget in units.</summary>
        public long Units => Budget / Unit;

        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) =>
            Unit >= 1 && Budget is >= 1 and <= MaximumYen && Budget % Unit == 0 && options.Count >= 1 && options.All(IsPriced);

        /// <summary>Whether an option's cost is a whole number of units, not 0.</summary>
        public bool IsPriced(Option option) => option.Cost is >= 1 and <= MaximumYen && option.Cost % Unit == 0;
    }

    /// <summary>Votes for options; l votes for one cost l² credits.</summary>
    public sealed record Quadratic(int Credits) : ChoiceRule
    {
        /// <summary>Most votes for one option.</summary>
        public int Top => (int)Math.Sqrt(Credits);

        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) => Credits is >= 1 and <= MaximumCredits && options.Count >= 1;
    }

    /// <summary>One grade for each option, by number from 0, the worst.</summary>
    /// <param name="Grades">What people read, the worst first; 2 … 16.</param>
    public sealed record MajorityJudgment(IReadOnlyList<LocalizedText> Grades) : ChoiceRule
    {
        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) => Grades.Count is >= 2 and <= MaximumGrades && options.Count >= 1;
    }

    /// <summary>At least <paramref name="Minimum"/> and at most <paramref name="Maximum"/> different options, the best first.</summary>
    /// <param name="Minimum">Fewest ranks used.</param>
    /// <param name="Maximum">Most ranks used.</param>
    /// <param name="Weights">What each rank is worth, in a homomorphic question; none in a mixed one.</param>
    public sealed record Ranking(int Minimum, int Maximum, IReadOnlyList<int> Weights) : ChoiceRule, IListedRule
    {
        /// <inheritdoc/>
        public bool IsRanked => true;

        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) =>
            IsSpan(Minimum, Maximum, options.Count) && (Weights.Count == 0 || AreWeights(Weights, Maximum));

        /// <summary>As many as ranks, never rising, from at most 1,000 to at least 0, the first one at least 1.</summary>
        public static bool AreWeights(IReadOnlyList<int> weights, int ranks) =>
            weights.Count == ranks
            && weights[0] is >= 1 and <= MaximumPoints
            && weights[^1] >= 0
            && weights.Zip(weights.Skip(1)).All(pair => pair.First >= pair.Second);
    }

    /// <summary>All options, the best first; totals are of pairs.</summary>
    public sealed record Pairwise : ChoiceRule
    {
        /// <inheritdoc/>
        public override bool Fits(IReadOnlyList<Option> options) => options.Count >= 2;
    }

    private static bool IsSpan(int minimum, int maximum, int options) => minimum >= 1 && minimum <= maximum && maximum <= options;
}
