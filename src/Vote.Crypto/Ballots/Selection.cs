using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Ballots;

/// <summary>A choice that its question allows: the blank, options, a ranking, or a value for each option. spec §4.1</summary>
/// <remarks>As long as it is a voter's it is secret, so it has no text form and no equality.</remarks>
public abstract class Selection
{
    private const byte BlankByte = 0;

    private readonly int[] numbers;

    private Selection(int[] numbers) => this.numbers = numbers;

    /// <summary>The explicit choice of nothing.</summary>
    public static Selection Blank { get; } = new BlankChoice();

    /// <summary>Whether this is the blank.</summary>
    public bool IsBlank => this is BlankChoice;

    /// <summary>
    /// What it is written in: option numbers from 1, ascending or the best first, or one value an option; none for the blank.
    /// </summary>
    public IReadOnlyList<int> Numbers => numbers;

    /// <summary>The options it names, by number from 1: chosen, ranked, or given more than 0; none for the blank.</summary>
    public virtual IReadOnlyList<int> Options => numbers;

    /// <summary>
    /// Takes what a voter chose: option numbers in any order, ranked ones in theirs, or one value an option. No options are an under-vote
    /// where the question asks for some: the blank is <see cref="Blank"/>.
    /// </summary>
    public static bool TryParse(
        Question question,
        IReadOnlyCollection<int> chosen,
        [NotNullWhen(true)] out Selection? selection,
        [NotNullWhen(false)] out SelectionProblem? problem)
    {
        problem = SelectionRules.ProblemOf(question, chosen);
        selection = problem is null ? Of(question, [.. chosen]) : null;
        return problem is null;
    }

    /// <summary>
    /// Takes the only spelling of a choice of a list: option numbers, one byte each, ascending or the best first; the byte 0 for the blank. A
    /// choice of another kind has none. spec §4.4
    /// </summary>
    public static bool TryDecode(Question question, ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Selection? selection)
    {
        selection = null;
        if (question.Choice is not IListedRule)
        {
            return false;
        }

        if (encoded is [BlankByte])
        {
            selection = Blank;
            return true;
        }

        int[] chosen = [.. encoded.ToArray().Select(option => (int)option)];
        selection = TryParse(question, chosen, out var parsed, out _) && parsed.numbers.AsSpan().SequenceEqual(chosen) ? parsed : null;
        return selection is not null;
    }

    /// <summary>The bytes of a choice of a list. spec §4.4</summary>
    /// <exception cref="InvalidOperationException">A choice of another kind.</exception>
    public byte[] Encode() => this switch
    {
        BlankChoice => [BlankByte],
        ValuedOptions => throw new InvalidOperationException("Only choices of lists are bytes."),
        _ => [.. numbers.Select(number => (byte)number)],
    };

    /// <summary>The numbers of given values, whatever they are. spec §4.2</summary>
    internal static IReadOnlyCollection<int> NumbersOf(Question question, ReadOnlySpan<int> values)
    {
        var byOption = values.ToArray();
        return SelectionRules.FormOf(question.Choice) switch
        {
            ChoiceForm.Values => byOption,
            ChoiceForm.Ranks => [.. Options(byOption).OrderBy(option => byOption[option - 1])],
            _ => [.. Options(byOption)],
        };

        static IEnumerable<int> Options(int[] values) => Enumerable.Range(1, values.Length).Where(option => values[option - 1] != 0);
    }

    /// <summary>Writes v_i for each option; false when this choice was parsed for a question of another form or of fewer options.</summary>
    internal bool TryWriteValues(Question question, Span<int> values)
    {
        var form = SelectionRules.FormOf(question.Choice);
        var fits = this switch
        {
            BlankChoice => true,
            ValuedOptions => form == ChoiceForm.Values && numbers.Length == values.Length,
            RankedOptions => form == ChoiceForm.Ranks && numbers.Max() <= values.Length,
            _ => form == ChoiceForm.Options && numbers.All(option => option <= question.OptionCount),
        };
        if (fits)
        {
            WriteValues(values);
        }

        return fits;
    }

    private protected abstract void WriteValues(Span<int> values);

    private static Selection Of(Question question, int[] chosen) => SelectionRules.FormOf(question.Choice) switch
    {
        ChoiceForm.Values => new ValuedOptions(chosen),
        ChoiceForm.Ranks => new RankedOptions(chosen),
        _ => new ChosenOptions([.. chosen.Order()]),
    };

    private sealed class BlankChoice() : Selection([])
    {
        private protected override void WriteValues(Span<int> values) => values.Clear();
    }

    /// <summary>Options, ascending.</summary>
    public sealed class ChosenOptions : Selection
    {
        internal ChosenOptions(int[] options)
            : base(options)
        {
        }

        private protected override void WriteValues(Span<int> values)
        {
            foreach (var option in numbers)
            {
                values[option - 1] = 1;
            }
        }
    }

    /// <summary>Options, the best first.</summary>
    public sealed class RankedOptions : Selection
    {
        internal RankedOptions(int[] options)
            : base(options)
        {
        }

        private protected override void WriteValues(Span<int> values)
        {
            for (var rank = 1; rank <= numbers.Length; rank++)
            {
                values[numbers[rank - 1] - 1] = rank;
            }
        }
    }

    /// <summary>Points, votes or grades, one an option.</summary>
    public sealed class ValuedOptions : Selection
    {
        internal ValuedOptions(int[] values)
            : base(values)
        {
        }

        /// <inheritdoc/>
        public override IReadOnlyList<int> Options => [.. Enumerable.Range(1, numbers.Length).Where(option => numbers[option - 1] > 0)];

        private protected override void WriteValues(Span<int> values) => numbers.CopyTo(values);
    }
}
