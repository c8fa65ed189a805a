using System.Numerics;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>What a voter may choose. spec §4.1</summary>
public enum QuestionKind
{
    /// <summary>Exactly one option, or blank.</summary>
    ChooseOne,

    /// <summary>At least min and at most max options, or blank.</summary>
    Approval,
}

/// <summary>One thing that can be chosen.</summary>
/// <param name="Title">What people read.</param>
/// <param name="Cost">Whole yen; 0 where there is none.</param>
public sealed record Option(LocalizedText Title, long Cost);

/// <summary>What a question asks, whatever way it is counted. spec §4.1</summary>
/// <param name="Number">Its place in the manifest, from 1.</param>
/// <param name="Title">What people read.</param>
/// <param name="Choice">How many options may be chosen.</param>
/// <param name="Options">1 … 255 options, by number from 1.</param>
public sealed record QuestionDeclaration(int Number, LocalizedText Title, ChoiceRule Choice, IReadOnlyList<Option> Options);

/// <summary>How many options a choice other than blank has.</summary>
/// <param name="Kind">The kind, which bounds the numbers.</param>
/// <param name="Minimum">At least so many, from 1.</param>
/// <param name="Maximum">At most so many.</param>
public sealed record ChoiceRule(QuestionKind Kind, int Minimum, int Maximum)
{
    /// <summary>Whether the numbers are those that the kind requires.</summary>
    public bool Fits(int options) => Kind switch
    {
        QuestionKind.ChooseOne => Minimum == 1 && Maximum == 1 && options >= 1,
        QuestionKind.Approval => Minimum >= 1 && Minimum <= Maximum && Maximum <= options,
        _ => false,
    };
}

/// <summary>A question of the manifest. spec §4</summary>
public abstract record Question
{
    /// <summary>Most options of a question: an option's number is one byte.</summary>
    public const int MaximumOptions = 255;

    private protected Question(QuestionDeclaration declaration)
    {
        if (declaration.Number < 1 || declaration.Options.Count > MaximumOptions || !declaration.Choice.Fits(declaration.Options.Count))
        {
            throw new ArgumentException("No such question: its number, its options or its choice rule.", nameof(declaration));
        }

        Declaration = declaration;
    }

    /// <summary>What it asks.</summary>
    public QuestionDeclaration Declaration { get; }

    /// <summary>What people read.</summary>
    public LocalizedText Title => Declaration.Title;

    /// <summary>The options; option i stands at i − 1.</summary>
    public IReadOnlyList<Option> Options => Declaration.Options;

    /// <summary>Fewest options of a choice other than blank.</summary>
    public int Minimum => Declaration.Choice.Minimum;

    /// <summary>Most options of a choice.</summary>
    public int Maximum => Declaration.Choice.Maximum;

    /// <summary>Its place in the manifest, from 1.</summary>
    public int Number => Declaration.Number;

    /// <summary>Number of options.</summary>
    public int OptionCount => Options.Count;

    /// <summary>Number of ciphertexts in a ballot.</summary>
    public abstract int CiphertextCount { get; }

    /// <summary>Length of the proof in bytes. spec §6.4</summary>
    public abstract int ProofLength { get; }

    /// <summary>The number of different choices: Σ C(n, k) for k from min to max, and the blank. spec §4.4</summary>
    public BigInteger Patterns()
    {
        BigInteger patterns = 1;
        BigInteger binomial = 1;
        for (var k = 1; k <= Maximum; k++)
        {
            binomial = binomial * (OptionCount - k + 1) / k;
            patterns += k >= Minimum ? binomial : 0;
        }

        return patterns;
    }

    private protected static int LengthOfProof(int equations, int scalars) => (equations * Point.Size) + (scalars * Scalar.Size);
}

/// <summary>A question whose ciphertexts are added up; only totals are decrypted. spec §4.2, §4.3</summary>
public sealed record HomomorphicQuestion : Question
{
    /// <exception cref="ArgumentException">The declaration breaks a rule of spec §4.1.</exception>
    public HomomorphicQuestion(QuestionDeclaration declaration)
        : base(declaration) =>
        Shape = declaration.Choice.Kind switch
        {
            QuestionKind.ChooseOne => BallotShape.ChooseOne(OptionCount),
            _ => BallotShape.Approval(OptionCount, declaration.Choice.Minimum, declaration.Choice.Maximum),
        };

    /// <summary>Its bits, constraints and totals.</summary>
    public BallotShape Shape { get; }

    /// <inheritdoc/>
    public override int CiphertextCount => Shape.BitCount;

    /// <inheritdoc/>
    public override int ProofLength => LengthOfProof((4 * Shape.BitCount) + Shape.Constraints.Count, 3 * Shape.BitCount);
}

/// <summary>A question whose choices are shuffled and decrypted one by one. spec §4.4</summary>
public sealed record MixedQuestion : Question
{
    /// <param name="declaration">What it asks.</param>
    /// <param name="patternMinimum">Counted ballots for each pattern without which it is never shuffled; not negative.</param>
    /// <exception cref="ArgumentException">The declaration breaks a rule of spec §4.1, or the minimum is negative.</exception>
    public MixedQuestion(QuestionDeclaration declaration, long patternMinimum)
        : base(declaration)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patternMinimum);
        PatternMinimum = patternMinimum;
    }

    /// <summary>Fewer counted ballots than this for each pattern, and the question is not shuffled.</summary>
    public long PatternMinimum { get; }

    /// <summary>Number of ciphertexts of a row.</summary>
    public int Width => (Maximum + MessageEncoding.MaximumLength - 1) / MessageEncoding.MaximumLength;

    /// <inheritdoc/>
    public override int CiphertextCount => Width;

    /// <inheritdoc/>
    public override int ProofLength => LengthOfProof(Width, Width);

    /// <summary>Whether so many counted ballots may be shuffled. spec §4.4</summary>
    public bool MayBeShuffled(long counted) => counted >= PatternMinimum * Patterns();
}
