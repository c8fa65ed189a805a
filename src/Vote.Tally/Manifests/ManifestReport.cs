using System.Numerics;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Ledger.Entries;
using Vote.Tally.Terminal;

namespace Vote.Tally.Manifests;

/// <summary>What a commission should know about a manifest before it publishes the hash.</summary>
internal sealed class ManifestReport(Manifest manifest)
{
    /// <summary>The lines for people.</summary>
    public IEnumerable<string> Lines(Desk desk)
    {
        foreach (var question in manifest.Questions)
        {
            var size = BallotSize.Of(question);
            var mode = desk.Text(question is MixedQuestion ? Texts.ManifestMixed : Texts.ManifestHomomorphic);
            yield return desk.Text(
                Texts.ManifestQuestion,
                question.Number,
                desk.Text(question.Title),
                mode,
                question.OptionCount,
                size.Ciphertexts,
                size.Bytes,
                PatternsOf(question));
        }

        var payload = manifest.Election.Style.PayloadLength;
        yield return desk.Text(Texts.ManifestBallot, payload, Base64Url.EncodedLength(payload));
        foreach (var warning in Warnings(desk))
        {
            yield return warning;
        }

        yield return desk.Text(Texts.ManifestHash, manifest.Hash, desk.Words(manifest.Hash.Value));
    }

    /// <summary>The same for machines.</summary>
    public CanonicalValue ToCanonical() => CanonicalObject.Of(
        ("ballot_bytes", CanonicalValue.Number(manifest.Election.Style.PayloadLength)),
        ("election", CanonicalValue.Text(manifest.Hash.ToString())),
        ("questions", CanonicalValue.List(manifest.Questions.Select(question => CanonicalObject.Of(
            ("bytes", CanonicalValue.Number(BallotSize.Of(question).Bytes)),
            ("ciphertexts", CanonicalValue.Number(question.CiphertextCount)),
            ("patterns", CanonicalValue.Text(PatternsOf(question))),
            ("risky", CanonicalValue.Truth(IsRisky(question))))))));

    private IEnumerable<string> Warnings(Desk desk)
    {
        if (new Payload(new byte[manifest.Election.Style.PayloadLength]).IsBlob)
        {
            yield return desk.Text(Texts.ManifestBlob);
        }

        foreach (var question in manifest.Questions.OfType<MixedQuestion>())
        {
            if (IsRisky(question))
            {
                yield return desk.Text(Texts.ManifestAnonymity, question.Number, question.Patterns(), manifest.Slots.Count);
            }

            if (!question.MayBeShuffled(manifest.Slots.Count))
            {
                yield return desk.Text(Texts.ManifestNeverMixed, question.Number, question.PatternMinimum * question.Patterns());
            }
        }

        if (manifest.Log.Quorum == 0)
        {
            yield return desk.Text(Texts.ManifestNoWitness);
        }

        if (MissingLanguages() is { Length: > 0 } missing)
        {
            yield return desk.Text(Texts.ManifestLanguages, string.Join(", ", missing));
        }
    }

    /// <summary>How many choices there are, where whole choices could be shown; a dash where they never are.</summary>
    private static string PatternsOf(Question question) =>
        question.Choice is IListedRule rule ? rule.Patterns(question.OptionCount).ToString() : "–";

    /// <summary>With fewer voters than ten for each pattern, many patterns are chosen by one voter alone.</summary>
    private bool IsRisky(Question question) => question is MixedQuestion mixed && 10 * mixed.Patterns() > (BigInteger)manifest.Slots.Count;

    private string[] MissingLanguages()
    {
        LocalizedText[] all =
        [
            manifest.Title,
            .. manifest.Questions.Select(question => question.Title),
            .. manifest.Questions.SelectMany(question => question.Options).Select(option => option.Title),
        ];
        var used = all.SelectMany(text => text.Languages).Distinct(StringComparer.Ordinal);
        return [.. used.Where(language => !all.All(text => text.Languages.Contains(language))).Order(StringComparer.Ordinal)];
    }
}
