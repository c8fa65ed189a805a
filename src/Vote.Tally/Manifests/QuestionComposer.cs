using Vote.Canonical;
using static Vote.Tally.Manifests.SourceValues;

namespace Vote.Tally.Manifests;

/// <summary>
/// A question of the source as the manifest writes it. Parameters that its kind has and the source leaves out get their usual value; every
/// parameter that the source names is written, so that the manifest's reader refuses one that the kind has not. spec §4.1
/// </summary>
internal static class QuestionComposer
{
    private const string Ranking = "ranking";

    public static CanonicalObject Compose(QuestionSource question) =>
        Parameters(question).Aggregate(
            CanonicalObject.Of(
                ("kind", Text(question.Kind)),
                ("mode", Text(question.Mode)),
                ("options", CanonicalValue.List(question.Options.Select(option => CanonicalObject.Of(
                    ("cost", SourceValues.Number(option.Cost)), ("title", Texts(option.Title)))))),
                ("title", Texts(question.Title))),
            (fields, field) => fields.With(field.Name, field.Value));

    private static IEnumerable<(string Name, CanonicalValue Value)> Parameters(QuestionSource question)
    {
        var hasSpan = question.Kind is "choose-one" or "approval" or Ranking;
        var isBorda = question is { Kind: Ranking, Mode: "homomorphic" };
        (string Name, CanonicalValue? Value)[] all =
        [
            ("max", Optional(question.Max ?? (hasSpan ? 1 : (long?)null))),
            ("min", Optional(question.Min ?? (hasSpan ? 1 : (long?)null))),
            ("range", Optional(question.Range)),
            ("blank", Truth(question.Blank ?? (question.Kind == "score" ? true : (bool?)null))),
            ("points", Optional(question.Points)),
            ("budget", Optional(question.Budget)),
            ("unit", Optional(question.Unit ?? (question.Kind == "knapsack" ? 1 : (long?)null))),
            ("credits", Optional(question.Credits)),
            ("grades", question.Grades is { } grades ? CanonicalValue.List(grades.Select(Texts)) : null),
            ("weights", (question.Weights ?? (isBorda ? Descending(question.Max ?? 1) : null)) is { } weights
                ? CanonicalValue.List(weights.Select<long, CanonicalValue>(weight => SourceValues.Number(weight)))
                : null),
            ("pattern_minimum", Optional(question.PatternMinimum)),
        ];
        return all.Where(field => field.Value is not null).Select(field => (field.Name, field.Value!));
    }

    /// <summary>max, max − 1, …, 1; no more than a question can have options.</summary>
    private static List<long> Descending(long max) => [.. Enumerable.Range(0, (int)Math.Clamp(max, 0, 255)).Select(r => max - r)];

    private static CanonicalValue? Optional(long? value) => value is { } number ? SourceValues.Number(number) : null;

    private static CanonicalBoolean? Truth(bool? value) => value is { } truth ? CanonicalValue.Truth(truth) : null;
}
