using System.Security.Cryptography;
using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Ballots;

namespace Vote.Crypto.Tests.ConstantTime;

/// <content>Paths that exist several times: for each number of lanes, for each kind of question.</content>
public static partial class SecretPaths
{
    // More than one group of eight lanes, and a last group that is not full.
    private const int ManySecrets = 11;

    private static readonly Point[] ManyBases = [.. Enumerable.Range(0, ManySecrets).Select(_ => Scalar.Random() * Point.Generator)];

    private static IEnumerable<(string Name, Func<Action> Path)> OfManySecrets() =>
    [
        ("products of secrets, made affine and encoded", () => With(Secrets(), k => Point.EncodeMany(FixedBaseTable.Generator.MultiplyMany(k)))),
        ("digits of many secrets", () => With(Array.ConvertAll(Secrets(), secret => secret.ToUInt256()), ReadAllDigits)),
        .. InLanes<FieldElement>("one lane"),
        .. InLanes<FieldLanes<Lanes256>>("four lanes"),
        .. InLanes<FieldLanes<Lanes512>>("eight lanes"),
    ];

    private static IEnumerable<(string Name, Func<Action> Path)> InLanes<T>(string lanes)
        where T : struct, IFieldLanes<T> =>
    [
        ($"k·P for many P, {lanes}", () => With(Scalar.Random(), k => Point.MultiplyMany<T>(k, ManyBases))),
        ($"k·G for many k, {lanes}", () => With(Secrets(), k => FixedBaseTable.Generator.MultiplyMany<T>(k))),
        ($"sum of secret multiples, {lanes}", () => With(Secrets(), k => Point.SumOfPart<T>(k, ManyBases))),
    ];

    /// <summary>
    /// A choice of each kind; what follows treats bits alike. Where options are chosen or ranked, always equally many: their number is not
    /// hidden from the voter's own device.
    /// </summary>
    private static IEnumerable<(string Name, Func<Action> Path)> OfChoices() =>
    [
        OfChoice("three of five approved", new ChoiceRule.Approval(1, 4), 5, () => Shuffled(5)[..3]),
        OfChoice("score", new ChoiceRule.Score(5, HasBlank: true), 3, () => [Below(6), Below(6), Below(6)]),
        OfChoice("cumulative", new ChoiceRule.Cumulative(7), 3, () => [Below(3), Below(3), Below(4)]),
        OfChoice("two of a knapsack", new ChoiceRule.Knapsack(9_000, 1_000), 5, () => Shuffled(5)[..2]),
        OfChoice("quadratic", new ChoiceRule.Quadratic(9), 3, () => [Below(2), Below(3), Below(3)]),
        OfChoice("majority judgment", Sample.Grades(4), 3, () => [Below(4), Below(4), Below(4)]),
        OfChoice("two of four ranked", Sample.Borda(1, 3), 4, () => Shuffled(4)[..2]),
        OfChoice("full ranking by pairs", new ChoiceRule.Pairwise(), 4, () => Shuffled(4)),
    ];

    private static (string Name, Func<Action> Path) OfChoice(string kind, ChoiceRule rule, int options, Func<int[]> draw)
    {
        var question = Sample.Homomorphic(1, rule, options);
        return ($"choice written as bits, {kind}", () => With(Sample.Choose(question, draw()), choice => ShapeAssignment.Bits(question, choice)));
    }

    private static object ReadAllDigits(UInt256[] integers)
    {
        Span<ulong> indices = stackalloc ulong[8];
        using var digits = new SecretDigits(integers, FixedBase<FieldElement>.Width);
        for (var window = 0; window < FixedBase<FieldElement>.Windows; window++)
        {
            _ = (digits.Read(window, 0, indices), digits.Read(window, indices.Length, indices));
        }

        return indices.Length;
    }

    private static Action With<TSecret, TResult>(TSecret secret, Func<TSecret, TResult> path) => () => _ = path(secret);

    private static Scalar[] Secrets() => [.. Enumerable.Range(0, ManySecrets).Select(_ => Scalar.Random())];

    private static int Below(int end) => RandomNumberGenerator.GetInt32(end);

    /// <summary>1 … n in a random order.</summary>
    private static int[] Shuffled(int n)
    {
        int[] numbers = [.. Enumerable.Range(1, n)];
        RandomNumberGenerator.Shuffle<int>(numbers);
        return numbers;
    }
}
