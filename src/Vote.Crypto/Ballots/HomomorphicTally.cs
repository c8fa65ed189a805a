using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>Adds up the homomorphic questions of counted ballots. spec §8.1</summary>
/// <remarks>Sums of ciphertexts are kept by bit; the forms are applied once at the end, which gives the same elements. One thread.</remarks>
public sealed class HomomorphicTally
{
    private readonly BallotStyle style;
    private readonly Dictionary<int, Ciphertext[]> sums;

    /// <param name="style">The style of all ballots to come.</param>
    public HomomorphicTally(BallotStyle style)
    {
        this.style = style;
        sums = style.Questions.OfType<HomomorphicQuestion>().ToDictionary(question => question.Number, ZeroSums);
    }

    /// <summary>Number of ballots added.</summary>
    public long Counted { get; private set; }

    /// <summary>Adds a ballot whose proofs were verified.</summary>
    /// <exception cref="ArgumentException">The ballot was decoded for another style.</exception>
    public void Add(EncryptedBallot ballot)
    {
        Apply(ballot, static (sum, ciphertext) => sum + ciphertext);
        Counted++;
    }

    /// <summary>Takes out a ballot that was added and then superseded.</summary>
    /// <inheritdoc cref="Add"/>
    public void Remove(EncryptedBallot ballot)
    {
        Apply(ballot, static (sum, ciphertext) => sum - ciphertext);
        Counted--;
    }

    /// <summary>Σ_ballots Σ_k f_k·(A_k, B_k) for each total of the question, in order. A half may be the identity.</summary>
    /// <exception cref="ArgumentException">Not a question of the style.</exception>
    public IReadOnlyList<Ciphertext> Totals(HomomorphicQuestion question)
    {
        if (!style.Questions.Contains(question))
        {
            throw new ArgumentException("Not a question of these ballots.", nameof(question));
        }

        var bits = sums[question.Number];
        return [.. question.Shape.Totals.Select(total => ApplyVartime(total, bits))];
    }

    private void Apply(EncryptedBallot ballot, Func<Ciphertext, Ciphertext, Ciphertext> operation)
    {
        if (!ReferenceEquals(ballot.Style, style))
        {
            throw new ArgumentException("The ballot was decoded for another style.", nameof(ballot));
        }

        foreach (var (number, bits) in sums)
        {
            var ciphertexts = ballot.Answers[number - 1].Ciphertexts;
            for (var k = 0; k < bits.Length; k++)
            {
                bits[k] = operation(bits[k], ciphertexts[k]);
            }
        }
    }

    private static Ciphertext[] ZeroSums(HomomorphicQuestion question) =>
        [.. Enumerable.Repeat(Ciphertext.Zero, question.Shape.BitCount)];

    private static Ciphertext ApplyVartime(LinearForm form, Ciphertext[] bits)
    {
        var sum = Ciphertext.Zero;
        foreach (var (bit, coefficient) in form.Terms())
        {
            sum += coefficient == 1 ? bits[bit] : Ciphertext.MultiplyVartime(Scalar.FromInt64(coefficient), bits[bit]);
        }

        return sum;
    }
}

/// <summary>The smallest and the largest total that a number of ballots can have. spec §8.3</summary>
/// <param name="Lower">−counted · Σ |negative f_k|.</param>
/// <param name="Upper">counted · Σ positive f_k.</param>
public sealed record TotalBounds(long Lower, long Upper)
{
    /// <summary>The bounds of a form over counted ballots.</summary>
    /// <exception cref="OverflowException">They leave the range of 64 bits; no question of a manifest comes near.</exception>
    public static TotalBounds Of(LinearForm form, long counted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(counted);
        return new((long)(-form.NegativeSum * counted), (long)(form.PositiveSum * counted));
    }

    /// <summary>Finds the total that the element is. False: none within the bounds, and the record is to be rejected.</summary>
    public bool TryDecodeVartime(DiscreteLog logarithms, Point total, out long m) =>
        logarithms.TryFindVartime(total, Lower, Upper, out m);
}
