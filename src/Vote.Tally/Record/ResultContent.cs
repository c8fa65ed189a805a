using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.Group;

namespace Vote.Tally.Record;

/// <summary>A decrypted row of a mixed question. spec §8.3</summary>
public abstract record DecryptedVote
{
    private DecryptedVote()
    {
    }

    /// <summary>A choice.</summary>
    public sealed record Valid(Selection Selection) : DecryptedVote;

    /// <summary>A row that is no choice of the question, as the elements of its columns.</summary>
    public sealed record Invalid(IReadOnlyList<Point> Columns) : DecryptedVote;
}

/// <summary>What one question gave. spec §8.3</summary>
public abstract record QuestionResult
{
    private QuestionResult()
    {
    }

    /// <summary>Totals of a homomorphic question; none when it stayed closed.</summary>
    public sealed record Homomorphic(IReadOnlyList<long> Totals) : QuestionResult;

    /// <summary>Votes of a mixed question in the order of the last shuffle; none, and no totals, when it stayed closed.</summary>
    public sealed record Mixed(IReadOnlyList<long> Totals, IReadOnlyList<DecryptedVote> Votes) : QuestionResult
    {
        /// <summary>How many votes chose nothing because they are no choice.</summary>
        public int Invalid => Votes.Count(vote => vote is DecryptedVote.Invalid);
    }
}

/// <summary>The payload of <c>result</c>. spec §8.3</summary>
/// <param name="Counted">How many ballots count.</param>
/// <param name="Questions">One result a question, in order.</param>
/// <param name="Shares">The trustees whose shares were combined, ascending.</param>
public sealed record ResultContent(int Counted, IReadOnlyList<QuestionResult> Questions, IReadOnlyList<int> Shares)
{
    /// <summary>Trustees are numbered from 1 to this at most. spec §3.2</summary>
    private const int MaximumTrustees = 16;

    /// <summary>Canonical bytes.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("counted", CanonicalValue.Number(Counted)),
        ("questions", CanonicalValue.List(Questions.Select(Write))),
        ("shares", CanonicalValue.List(Shares.Select(share => CanonicalValue.Number(share))))).Encode();

    /// <summary>Reads the only encoding for these questions.</summary>
    public static bool TryDecode(BallotStyle style, ReadOnlySpan<byte> payload, [NotNullWhen(true)] out ResultContent? content)
    {
        content = null;
        if (!ObjectReader.TryParse(payload, out var reader))
        {
            return false;
        }

        var counted = reader.Count("counted", 0, int.MaxValue);
        var parts = reader.Objects("questions", style.Questions.Count, style.Questions.Count);
        QuestionResult?[] questions = [.. parts.Zip(style.Questions, Read)];
        int[] shares = [.. reader.Numbers("shares", 1, MaximumTrustees).Select(share => (int)share)];
        content = reader.Finish() && questions.All(question => question is not null) ? new(counted, questions!, shares) : null;
        return content is not null;
    }

    /// <summary>Whether two results list the same votes in the same order.</summary>
    public static bool SameVotes(QuestionResult.Mixed left, QuestionResult.Mixed right) =>
        CanonicalValue.List(left.Votes.Select(Write)).Encode().AsSpan().SequenceEqual(CanonicalValue.List(right.Votes.Select(Write)).Encode());

    private static CanonicalObject Write(QuestionResult question) => question switch
    {
        QuestionResult.Homomorphic(var totals) => CanonicalObject.Of(("totals", Numbers(totals))),
        QuestionResult.Mixed(var totals, var votes) mixed => CanonicalObject.Of(
            ("invalid", CanonicalValue.Number(mixed.Invalid)),
            ("totals", Numbers(totals)),
            ("votes", CanonicalValue.List(votes.Select(Write)))),
        _ => throw new ArgumentException("A result of an unknown mode.", nameof(question)),
    };

    private static CanonicalArray Write(DecryptedVote vote) => vote switch
    {
        DecryptedVote.Valid(var selection) => Numbers(selection.Encode().Select(number => (long)number)),
        DecryptedVote.Invalid(var columns) => CanonicalValue.List(columns.Select(ElementText.Encode)),
        _ => throw new ArgumentException("A vote of an unknown kind.", nameof(vote)),
    };

    private static CanonicalArray Numbers(IEnumerable<long> numbers) =>
        CanonicalValue.List(numbers.Select(number => CanonicalValue.Number(number)));

    private static QuestionResult? Read(ObjectReader part, Question question) => question switch
    {
        MixedQuestion mixed => ReadMixed(part, mixed),
        _ => new QuestionResult.Homomorphic(part.Numbers("totals", CanonicalInteger.Minimum, CanonicalInteger.Maximum)),
    };

    private static QuestionResult.Mixed? ReadMixed(ObjectReader part, MixedQuestion question)
    {
        var invalid = part.Number("invalid", 0);
        var totals = part.Numbers("totals", 0, int.MaxValue);
        DecryptedVote?[] votes = [.. part.List("votes").Select(item => ReadVote(item, question))];
        if (votes.Any(vote => vote is null))
        {
            return null;
        }

        var mixed = new QuestionResult.Mixed(totals, votes!);
        part.Require(mixed.Invalid == invalid);
        return mixed;
    }

    private static DecryptedVote? ReadVote(CanonicalValue item, MixedQuestion question)
    {
        var parts = (item as CanonicalArray)?.Items ?? [];
        if (parts.All(part => part is CanonicalInteger { Value: >= 0 and <= byte.MaxValue }))
        {
            byte[] choice = [.. parts.Select(part => (byte)((CanonicalInteger)part).Value)];
            return Selection.TryDecode(question, choice, out var selection) ? new DecryptedVote.Valid(selection) : null;
        }

        Point?[] columns = [.. parts.Select(ReadElement)];
        return columns.Length == question.Width && columns.All(column => column is not null) ? new DecryptedVote.Invalid(columns!) : null;
    }

    private static Point? ReadElement(CanonicalValue part) =>
        part is CanonicalString text && Base64Url.TryDecode(text.Value, out var encoded) && ElementText.TryDecode(encoded, out var element)
            ? element
            : null;
}
