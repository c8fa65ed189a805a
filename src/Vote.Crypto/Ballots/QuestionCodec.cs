using Vote.Canonical;

namespace Vote.Crypto.Ballots;

/// <summary>A question as the manifest writes it. spec §4.1</summary>
internal static class QuestionCodec
{
    private const string Homomorphic = "homomorphic";
    private const string Mixed = "mixed";

    private static readonly string[] Common = ["kind", "mode", "options", "title"];

    public static CanonicalObject Write(Question question)
    {
        var common = CanonicalObject.Of(
            ("mode", CanonicalValue.Text(question is MixedQuestion ? Mixed : Homomorphic)),
            ("options", CanonicalValue.List(question.Options.Select(Write))),
            ("title", question.Title.ToCanonical()));
        var whole = ChoiceRuleCodec.Write(question.Choice).Aggregate(common, (fields, field) => fields.With(field.Name, field.Value));
        return question is MixedQuestion mixed
            ? whole.With("pattern_minimum", CanonicalValue.Number(mixed.PatternMinimum))
            : whole;
    }

    /// <summary>The question at a place, from 1; a stand-in when something is wrong, which is noted.</summary>
    public static Question Read(ManifestValue value, int place)
    {
        var isMixed = value["mode"].IsText(Mixed);
        value.Expect([.. Common, .. ChoiceRuleCodec.Fields(value["kind"], isMixed), .. isMixed ? ["pattern_minimum"] : Array.Empty<string>()]);
        value["mode"].Word(Homomorphic, Mixed);

        var options = value["options"].Items(1, Question.MaximumOptions, Option);
        var title = value["title"].Localized();
        var choice = ChoiceRuleCodec.Read(value, isMixed, options);
        var declaration = choice.Fits(options) && options.Count > 0 ? new QuestionDeclaration(place, title, choice, options) : StandIn(place, title);
        if (isMixed)
        {
            return new MixedQuestion(declaration, value["pattern_minimum"].Integer(0, CanonicalInteger.Maximum));
        }

        var fits = value.Check(
            HomomorphicQuestion.CanHold(declaration), ManifestRule.OutOfRange, $"at most {HomomorphicQuestion.MaximumBits} bits");
        return new HomomorphicQuestion(fits ? declaration : StandIn(place, title));
    }

    private static CanonicalObject Write(Option option) =>
        CanonicalObject.Of(("cost", CanonicalValue.Number(option.Cost)), ("title", option.Title.ToCanonical()));

    private static Option Option(ManifestValue option, int place)
    {
        option.Expect("cost", "title");
        return new(option["title"].Localized(), option["cost"].Integer(0, CanonicalInteger.Maximum));
    }

    private static QuestionDeclaration StandIn(int place, LocalizedText title) =>
        new(place, title, new ChoiceRule.ChooseOne(), [new(title, 0)]);
}
