using System.Numerics;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>One thing that can be chosen.</summary>
/// <param name="Title">What people read.</param>
/// <param name="Cost">Whole yen; 0 where there is none.</param>
public sealed record Option(LocalizedText Title, long Cost);

/// <summary>What a question asks, whatever way it is counted. spec §4.1</summary>
/// <param name="Number">Its place in the manifest, from 1.</param>
/// <param name="Title">What people read.</param>
/// <param name="Choice">What may be chosen.</param>
/// <param name="Options">1 … 255 options, by number from 1.</param>
public sealed record QuestionDeclaration(int Number, LocalizedText Title, ChoiceRule Choice, IReadOnlyList<Option> Options);

/// <summary>A question of the manifest. spec §4</summary>
public abstract record Question
{
    /// <summary>Most options of a question: an option's number is one byte.</summary>
    public const int MaximumOptions = 255;

    private protected Question(QuestionDeclaration declaration)
    {
        if (declaration.Number < 1 || declaration.Options.Count > MaximumOptions || !declaration.Choice.Fits(declaration.Options))
        {
            throw new ArgumentException("No such question: its number, its options or its choice rule.", nameof(declaration));
        }

        Declaration = declaration;
    }

    /// <summary>What it asks.</summary>
    public QuestionDeclaration Declaration { get; }

    /// <summary>What people read.</summary>
    public LocalizedText Title => Declaration.Title;

    /// <summary>What may be chosen.</summary>
    public ChoiceRule Choice => Declaration.Choice;

    /// <summary>The options; option i stands at i − 1.</summary>
    public IReadOnlyList<Option> Options => Declaration.Options;

    /// <summary>Its place in the manifest, from 1.</summary>
    public int Number => Declaration.Number;

    /// <summary>Number of options.</summary>
    public int OptionCount => Options.Count;

    /// <summary>Whether the blank is one of its choices.</summary>
    public bool HasBlank => Choice is not ChoiceRule.Score { HasBlank: false };

    /// <summary>Number of ciphertexts in a ballot.</summary>
    public abstract int CiphertextCount { get; }

    /// <summary>Length of the proof in bytes. spec §6.4</summary>
    public abstract int ProofLength { get; }

    private protected static int LengthOfProof(int equations, int scalars) => (equations * Point.Size) + (scalars * Scalar.Size);
}

/// <summary>A question whose ciphertexts are added up; only totals are decrypted. spec §4.2, §4.3</summary>
public sealed record HomomorphicQuestion : Question
{
    /// <summary>Most bits of a question.</summary>
    public const int MaximumBits = 4_096;

    /// <exception cref="ArgumentException">The declaration breaks a rule of spec §4.1.</exception>
    public HomomorphicQuestion(QuestionDeclaration declaration)
        : base(declaration)
    {
        if (!CanHold(declaration))
        {
            throw new ArgumentException($"A ranking needs weights, and no question more than {MaximumBits} bits.", nameof(declaration));
        }

        Layout = ChoiceLayout.Of(declaration);
    }

    /// <summary>Its bits, constraints and totals.</summary>
    public BallotShape Shape => Layout.Shape;

    /// <inheritdoc/>
    public override int CiphertextCount => Shape.BitCount;

    /// <inheritdoc/>
    public override int ProofLength => LengthOfProof((4 * Shape.BitCount) + Shape.Constraints.Count, 3 * Shape.BitCount);

    /// <summary>How choices become bits.</summary>
    internal ChoiceLayout Layout { get; }

    /// <summary>Whether a declaration that fits has weights where it needs them, and few enough bits.</summary>
    public static bool CanHold(QuestionDeclaration declaration) =>
        declaration.Choice is not ChoiceRule.Ranking { Weights.Count: 0 }
        && ChoiceLayout.Of(declaration).Shape.BitCount <= MaximumBits;
}

/// <summary>A question whose choices are shuffled and decrypted one by one. spec §4.4</summary>
public sealed record MixedQuestion : Question
{
    /// <param name="declaration">What it asks: a kind whose choices are lists.</param>
    /// <param name="patternMinimum">Counted ballots for each pattern without which it is never shuffled; not negative.</param>
    /// <exception cref="ArgumentException">The declaration breaks a rule of spec §4.1, or the minimum is negative.</exception>
    public MixedQuestion(QuestionDeclaration declaration, long patternMinimum)
        : base(declaration)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patternMinimum);
        Rule = declaration.Choice as IListedRule ?? throw new ArgumentException("A choice of this kind is no list.", nameof(declaration));
        if (declaration.Choice is ChoiceRule.Ranking { Weights.Count: > 0 })
        {
            throw new ArgumentException("A mixed ranking has no weights.", nameof(declaration));
        }

        PatternMinimum = patternMinimum;
    }

    /// <summary>What may be chosen.</summary>
    public IListedRule Rule { get; }

    /// <summary>Fewer counted ballots than this for each pattern, and the question is not shuffled.</summary>
    public long PatternMinimum { get; }

    /// <summary>Number of ciphertexts of a row.</summary>
    public int Width => (Rule.Maximum + MessageEncoding.MaximumLength - 1) / MessageEncoding.MaximumLength;

    /// <inheritdoc/>
    public override int CiphertextCount => Width;

    /// <inheritdoc/>
    public override int ProofLength => LengthOfProof(Width, Width);

    /// <summary>The number of different choices. spec §4.4</summary>
    public BigInteger Patterns() => Rule.Patterns(OptionCount);

    /// <summary>Whether so many counted ballots may be shuffled. spec §4.4</summary>
    public bool MayBeShuffled(long counted) => counted >= PatternMinimum * Patterns();
}
