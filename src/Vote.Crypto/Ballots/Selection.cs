using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Ballots;

/// <summary>Why a choice is not one of a question's.</summary>
public enum SelectionProblem
{
    /// <summary>Fewer options than the question asks for; not to choose is to choose the blank.</summary>
    UnderVote,

    /// <summary>More options than the question allows.</summary>
    OverVote,

    /// <summary>An option chosen twice.</summary>
    Duplicate,

    /// <summary>A number that is no option's.</summary>
    UnknownOption,
}

/// <summary>A choice that its question allows: option numbers, ascending, or the blank. spec §4.4</summary>
/// <remarks>As long as it is a voter's it is secret, so it has no text form and no equality.</remarks>
public sealed class Selection
{
    private const byte BlankByte = 0;

    private readonly byte[] options;

    private Selection(byte[] options) => this.options = options;

    /// <summary>The explicit choice of nothing, which every question allows.</summary>
    public static Selection Blank { get; } = new([]);

    /// <summary>Whether this is the blank.</summary>
    public bool IsBlank => options.Length == 0;

    /// <summary>The chosen options' numbers, from 1, ascending; none for the blank.</summary>
    public IReadOnlyList<int> Options => [.. options.Select(option => (int)option)];

    /// <summary>Takes a voter's options in any order. No options are an under-vote: the blank is <see cref="Blank"/>.</summary>
    public static bool TryParse(
        Question question,
        IReadOnlyCollection<int> chosen,
        [NotNullWhen(true)] out Selection? selection,
        [NotNullWhen(false)] out SelectionProblem? problem)
    {
        problem = ProblemOf(question, chosen);
        selection = problem is null ? new([.. chosen.Order().Select(option => (byte)option)]) : null;
        return problem is null;
    }

    /// <summary>Takes the only spelling of a choice: option numbers ascending, one byte each; the byte 0 for the blank. spec §4.4</summary>
    public static bool TryDecode(Question question, ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Selection? selection)
    {
        if (encoded is [BlankByte])
        {
            selection = Blank;
            return true;
        }

        int[] chosen = [.. encoded.ToArray().Select(option => (int)option)];
        selection = TryParse(question, chosen, out var parsed, out _) && encoded.SequenceEqual(parsed.options) ? parsed : null;
        return selection is not null;
    }

    /// <summary>The choice's bytes. spec §4.4</summary>
    public byte[] Encode() => IsBlank ? [BlankByte] : [.. options];

    private static SelectionProblem? ProblemOf(Question question, IReadOnlyCollection<int> chosen)
    {
        if (chosen.Any(option => option < 1 || option > question.OptionCount))
        {
            return SelectionProblem.UnknownOption;
        }

        if (chosen.Distinct().Count() < chosen.Count)
        {
            return SelectionProblem.Duplicate;
        }

        return chosen.Count < question.Minimum ? SelectionProblem.UnderVote
            : chosen.Count > question.Maximum ? SelectionProblem.OverVote
            : null;
    }
}
