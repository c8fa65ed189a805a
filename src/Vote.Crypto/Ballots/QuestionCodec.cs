using Vote.Canonical;

namespace Vote.Crypto.Ballots;

/// <summary>A question as the manifest writes it. spec §4.1</summary>
internal static class QuestionCodec
{
    private const string Homomorphic = "homomorphic";
    private const string Mixed = "mixed";
    private const string ChooseOne = "choose-one";
    private const string Approval = "approval";

    public static CanonicalObject Write(Question question)
    {
        var common = CanonicalObject.Of(
            ("kind", CanonicalValue.Text(question.Declaration.Choice.Kind == QuestionKind.ChooseOne ? ChooseOne : Approval)),
            ("max", CanonicalValue.Number(question.Maximum)),
            ("min", CanonicalValue.Number(question.Minimum)),
            ("mode", CanonicalValue.Text(question is MixedQuestion ? Mixed : Homomorphic)),
            ("options", CanonicalValue.List(question.Options.Select(Write))),
            ("title", question.Title.ToCanonical()));
        return question is MixedQuestion mixed
            ? common.With("pattern_minimum", CanonicalValue.Number(mixed.PatternMinimum))
            : common;
    }

    /// <summary>The question at a place, from 1; a stand-in when something is wrong, which is noted.</summary>
    public static Question Read(ManifestValue value, int place)
    {
        var isMixed = value["mode"].IsText(Mixed);
        value.Expect(isMixed
            ? ["kind", "max", "min", "mode", "options", "pattern_minimum", "title"]
            : ["kind", "max", "min", "mode", "options", "title"]);
        value["mode"].Word(Homomorphic, Mixed);

        var options = value["options"].Items(1, Question.MaximumOptions, Option);
        var choice = Choice(value, options.Count);
        var title = value["title"].Localized();
        var declaration = choice.Fits(options.Count)
            ? new QuestionDeclaration(place, title, choice, options)
            : StandIn(place, title);
        return isMixed
            ? new MixedQuestion(declaration, value["pattern_minimum"].Integer(0, CanonicalInteger.Maximum))
            : new HomomorphicQuestion(declaration);
    }

    private static CanonicalObject Write(Option option) =>
        CanonicalObject.Of(("cost", CanonicalValue.Number(option.Cost)), ("title", option.Title.ToCanonical()));

    private static Option Option(ManifestValue option, int place)
    {
        option.Expect("cost", "title");
        return new(option["title"].Localized(), option["cost"].Integer(0, CanonicalInteger.Maximum));
    }

    /// <summary>choose-one: min = max = 1. approval: 1 ≤ min ≤ max ≤ number of options.</summary>
    private static ChoiceRule Choice(ManifestValue value, int options)
    {
        var kind = value["kind"].Word(ChooseOne, Approval) == ChooseOne ? QuestionKind.ChooseOne : QuestionKind.Approval;
        var most = kind == QuestionKind.ChooseOne ? 1 : Math.Max(options, 1);
        var maximum = value["max"].Count(1, most);
        return new(kind, value["min"].Count(1, maximum), maximum);
    }

    private static QuestionDeclaration StandIn(int place, LocalizedText title) =>
        new(place, title, new(QuestionKind.ChooseOne, 1, 1), [new(title, 0)]);
}
