namespace Vote.Crypto.Ballots;

/// <summary>The questions of a ballot in order, and what follows from them: every length in a payload. spec §4.5</summary>
public sealed class BallotStyle
{
    /// <summary>Most questions of a ballot.</summary>
    public const int MaximumQuestions = 32;

    /// <summary>Most bytes of a payload; a manifest whose ballots are longer is refused. spec §4.1</summary>
    public const int MaximumPayload = 1 << 22;

    private readonly Question[] questions;

    /// <exception cref="ArgumentException">No question, too many, or numbers that are not 1, 2, 3, ….</exception>
    public BallotStyle(IEnumerable<Question> questions)
    {
        this.questions = [.. questions];
        if (this.questions.Length is 0 or > MaximumQuestions || this.questions.Where((question, i) => question.Number != i + 1).Any())
        {
            throw new ArgumentException("A ballot has questions 1, 2, …, at most 32.", nameof(questions));
        }

        CiphertextCount = this.questions.Sum(question => question.CiphertextCount);
        PayloadLength = this.questions.Sum(question => BallotSize.Of(question).Bytes);
    }

    /// <summary>The questions; number q stands at q − 1.</summary>
    public IReadOnlyList<Question> Questions => questions;

    /// <summary>Number of ciphertexts of a ballot, all questions together.</summary>
    public int CiphertextCount { get; }

    /// <summary>Length of a payload in bytes.</summary>
    public int PayloadLength { get; }
}

/// <summary>What one question takes in every ballot.</summary>
/// <param name="Ciphertexts">Encrypted bits, or columns.</param>
/// <param name="Bytes">Ciphertexts and proof.</param>
public sealed record BallotSize(int Ciphertexts, int Bytes)
{
    /// <summary>The size of a question.</summary>
    public static BallotSize Of(Question question) =>
        new(question.CiphertextCount, (question.CiphertextCount * ElGamal.Ciphertext.Size) + question.ProofLength);
}
