using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Tally.Record;

/// <summary>What the tally input says of one question. spec §8.1</summary>
public abstract record QuestionInput
{
    private QuestionInput()
    {
    }

    /// <summary>The encrypted totals, in order.</summary>
    public sealed record Sums(IReadOnlyList<Ciphertext> Totals) : QuestionInput;

    /// <summary>The rows to shuffle, by their hash.</summary>
    public sealed record Rows(Digest Input, int Count, int Width) : QuestionInput;
}

/// <summary>The payload of <c>tally-input</c>: which ballots count, and what they add up to. spec §8.1</summary>
/// <param name="Ballots">SHA-256 of the counted ballots' hashes joined, in slot order.</param>
/// <param name="Counted">How many ballots count.</param>
/// <param name="Questions">One input a question, in order.</param>
public sealed record TallyInputContent(Digest Ballots, int Counted, IReadOnlyList<QuestionInput> Questions)
{
    private const string Homomorphic = "homomorphic";
    private const string Mixed = "mixed";

    /// <summary>The input that follows from the counted ballots.</summary>
    /// <remarks>CPU-bound; every trustee, officer and verifier does it for themselves.</remarks>
    public static TallyInputContent Build(CountedBallots counted) =>
        new(counted.Hash(), counted.Count, [.. counted.Style.Questions.Select(question => Of(question, counted))]);

    /// <summary>Reads the only encoding for ballots of this style.</summary>
    public static bool TryDecode(BallotStyle style, ReadOnlySpan<byte> payload, [NotNullWhen(true)] out TallyInputContent? content)
    {
        content = null;
        if (!ObjectReader.TryParse(payload, out var reader))
        {
            return false;
        }

        var ballots = reader.Hash("ballots");
        var counted = reader.Count("counted", 0, int.MaxValue);
        var parts = reader.Objects("questions", style.Questions.Count, style.Questions.Count);
        QuestionInput?[] questions = [.. parts.Zip(style.Questions, (part, question) => Read(part, question, counted))];
        content = reader.Finish() && questions.All(question => question is not null) ? new(ballots, counted, questions!) : null;
        return content is not null;
    }

    /// <summary>Canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("ballots", CanonicalValue.Hash(Ballots)),
        ("counted", CanonicalValue.Number(Counted)),
        ("questions", CanonicalValue.List(Questions.Select(Write)))).Encode();

    /// <summary>Whether two inputs say the same of a question.</summary>
    public static bool Same(QuestionInput left, QuestionInput right) => Write(left).Encode().AsSpan().SequenceEqual(Write(right).Encode());

    private static QuestionInput Of(Question question, CountedBallots counted) => question switch
    {
        HomomorphicQuestion homomorphic => new QuestionInput.Sums(counted.Totals(homomorphic)),
        MixedQuestion mixed => new QuestionInput.Rows(counted.HashOfRows(mixed), counted.Count, mixed.Width),
        _ => throw new ArgumentException("A question of an unknown mode.", nameof(question)),
    };

    private static QuestionInput? Read(ObjectReader part, Question question, int counted)
    {
        if (question is MixedQuestion mixed)
        {
            part.Literal("mode", Mixed);
            return new QuestionInput.Rows(
                part.Hash("input"), part.Count("rows", counted, counted), part.Count("width", mixed.Width, mixed.Width));
        }

        part.Literal("mode", Homomorphic);
        var expected = question is HomomorphicQuestion homomorphic ? homomorphic.Shape.Totals.Count : 0;
        Ciphertext?[] totals = [.. part.Objects("totals", expected, expected).Select(ReadTotal)];
        return totals.All(total => total is not null) ? new QuestionInput.Sums(totals!) : null;
    }

    private static Ciphertext? ReadTotal(ObjectReader total)
    {
        var (a, b) = (total.Decode<Point>("a", ElementText.TryDecode), total.Decode<Point>("b", ElementText.TryDecode));
        return a is null || b is null ? null : new Ciphertext(a, b);
    }

    private static CanonicalObject Write(QuestionInput question) => question switch
    {
        QuestionInput.Sums(var totals) => CanonicalObject.Of(
            ("mode", CanonicalValue.Text(Homomorphic)),
            ("totals", CanonicalValue.List(totals.Select(total => CanonicalObject.Of(
                ("a", ElementText.Encode(total.A)), ("b", ElementText.Encode(total.B))))))),
        QuestionInput.Rows(var input, var count, var width) => CanonicalObject.Of(
            ("input", CanonicalValue.Hash(input)),
            ("mode", CanonicalValue.Text(Mixed)),
            ("rows", CanonicalValue.Number(count)),
            ("width", CanonicalValue.Number(width))),
        _ => throw new ArgumentException("An input of an unknown mode.", nameof(question)),
    };
}
