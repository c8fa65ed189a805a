using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Ballots;

/// <summary>Small elections to test with; the secret key is known, so that tests can decrypt and cheat.</summary>
internal static class Sample
{
    public static LocalizedText Text(string text) => LocalizedText.InJapanese(text);

    /// <summary>Option i costs i thousand yen.</summary>
    public static QuestionDeclaration Declare(int number, ChoiceRule rule, int options) => new(
        number, Text($"問{number}"), rule, [.. Enumerable.Range(1, options).Select(i => new Option(Text($"案{i}"), i * 1000))]);

    public static HomomorphicQuestion Homomorphic(int number, ChoiceRule rule, int options) => new(Declare(number, rule, options));

    public static HomomorphicQuestion ChooseOne(int number, int options) => Homomorphic(number, new ChoiceRule.ChooseOne(), options);

    public static HomomorphicQuestion Approval(int number, int options, int minimum, int maximum) =>
        Homomorphic(number, new ChoiceRule.Approval(minimum, maximum), options);

    public static MixedQuestion Mixed(int number, int options, int minimum, int maximum, long patternMinimum = 0) =>
        new(Declare(number, new ChoiceRule.Approval(minimum, maximum), options), patternMinimum);

    public static ChoiceRule Grades(int count) =>
        new ChoiceRule.MajorityJudgment([.. Enumerable.Range(0, count).Select(grade => Text($"{grade}"))]);

    /// <summary>A ranking whose rank r is worth max − r + 1.</summary>
    public static ChoiceRule Borda(int minimum, int maximum) =>
        new ChoiceRule.Ranking(minimum, maximum, [.. Enumerable.Range(1, maximum).Select(r => maximum - r + 1)]);

    public static Selection Choose(Question question, params int[] options) =>
        options.Length == 0 ? Selection.Blank
        : Selection.TryParse(question, options, out var selection, out var problem) ? selection
        : throw new ArgumentException($"{problem}", nameof(options));

    public static Digest Digest(string label) => Canonical.Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(label));

    public static SignatureKey Credential()
    {
        using var key = SigningKey.Generate();
        return key.Public;
    }

    public static Point RandomPoint() => Scalar.Random() * Point.Generator;

    /// <summary>Every choice of a question, the blank first.</summary>
    public static IEnumerable<Selection> AllSelections(Question question)
    {
        yield return Selection.Blank;
        for (var mask = 1; mask < 1 << question.OptionCount; mask++)
        {
            int[] chosen = [.. Enumerable.Range(1, question.OptionCount).Where(option => (mask >> (option - 1) & 1) == 1)];
            if (Selection.TryParse(question, chosen, out var selection, out _))
            {
                yield return selection;
            }
        }
    }
}

/// <summary>An election whose secret key is known.</summary>
internal sealed class SampleElection
{
    public SampleElection(params Question[] questions)
        : this("election", questions)
    {
    }

    public SampleElection(string label, params Question[] questions)
    {
        SecretKey = Scalar.Random();
        Election = new(new(Sample.Digest(label)), new(SecretKey * Point.Generator), new(questions));
        Encryptor = new(Election);
        Verifier = new(Election);
    }

    public Scalar SecretKey { get; }

    public Election Election { get; }

    public BallotEncryptor Encryptor { get; }

    public BallotVerifier Verifier { get; }

    public static BallotContext Context(SignatureKey? credential = null, long sequence = 1) =>
        new(credential ?? Sample.Credential(), new(7, 2, sequence), Sample.Digest("previous"));

    public EncryptedBallot Encrypt(BallotContext context, params Selection[] selections)
    {
        using var seed = BallotSeed.Generate();
        return Encryptor.Encrypt(context, seed, selections);
    }

    public EncryptedBallot Decode(byte[] payload) =>
        EncryptedBallot.TryDecode(Election.Style, payload, out var ballot) ? ballot : throw new CryptographicException("Undecodable.");

    public Point Decrypt(Ciphertext ciphertext) => ciphertext.B - (SecretKey * ciphertext.A);
}
