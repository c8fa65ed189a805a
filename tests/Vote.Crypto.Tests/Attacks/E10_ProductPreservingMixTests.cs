using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E10: a mix whose proof looks at sums (Puiggalí and Guasch, broken by Khazaei, Terelius and Wikström) accepts votes v_1 + d and v_2 − d in place of
/// v_1 and v_2. Here the weights make each row count by itself.
/// </summary>
public sealed class E10_ProductPreservingMixTests
{
    /// <summary>Two votes changed so that their sum stays. The weights make each row count by itself.</summary>
    [Fact]
    public void RejectsAChangeThatKeepsTheSum()
    {
        var forger = new ShuffleForger(new Mix(4, 1));
        var delta = Scalar.FromInt64(7) * Point.Generator;
        var verdict = forger.ProveWithOutputs(cells =>
        [
            new(cells[0].A, cells[0].B + delta),
            new(cells[1].A, cells[1].B - delta),
            .. cells.Skip(2),
        ]);
        Assert.IsType<Verdict.Rejected>(verdict);
    }

    /// <summary>The mixer re-encrypts as well, in both halves, so that nothing but the plaintexts differs.</summary>
    [Fact]
    public void RejectsAReencryptedChangeThatKeepsTheSum()
    {
        var mix = new Mix(4, 1);
        var delta = Scalar.FromInt64(7) * Point.Generator;
        var (up, down) = (mix.Key.Encrypt(delta, Scalar.Random()), mix.Key.Encrypt(-delta, Scalar.Random()));
        Ciphertext[]? lied = null;
        var verdict = new ShuffleForger(mix).ProveWithOutputs(cells => lied = [cells[0] + up, cells[1] + down, .. cells.Skip(2)]);
        Assert.Equal(
            mix.Messages.Aggregate(Point.Identity, (sum, message) => sum + message),
            lied!.Aggregate(Point.Identity, (sum, cell) => sum + mix.Decrypt(cell)));
        Assert.IsType<Verdict.Rejected>(verdict);
    }

    /// <summary>And in inputs: two rows of the ballots exchanged for others of the same sum, before the shuffle.</summary>
    [Fact]
    public void RejectsAnInputOfTheSameSum()
    {
        var mix = new Mix(4, 1);
        var shift = mix.Key.Encrypt(Point.Generator, Scalar.Random());
        var cells = mix.Input.Cells;
        var other = new Vote.Crypto.Shuffle.CiphertextRows(1, [cells[0] + shift, cells[1] - shift, cells[2], cells[3]]);
        var honest = mix.Honest();
        Assert.IsType<Verdict.Rejected>(Vote.Crypto.Shuffle.ShuffleVerifier.Verify(mix.Statement(input: other), honest));
    }
}
