using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>Every number of rows and columns, and every vector of a payload at every wrong length. attacks.md A7, A8</summary>
public sealed class ShuffleSizeTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(10, 3)]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    public void AcceptsHonestShufflesOfEverySize(int count, int width)
    {
        var mix = new Mix(count, width);
        Assert.IsType<Verdict.Accepted>(mix.Verify(mix.Honest()));
    }

    /// <summary>spec §7: one row hides among none, and no rows are no shuffle. Refused with a reason, not by an exception.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RefusesFewerThanTwoRows(int count)
    {
        var mix = new Mix(count, 1);
        using var secrets = ShuffleSecrets.Draw(count, 1);
        var shuffled = count == 0
            ? new ShuffledRows(mix.Input, [], [], new byte[ShuffledRows.EncodedLength(0, 1)])
            : Shuffler.Shuffle(mix.Statement(), secrets, SystemNonces.Instance);
        Assert.IsType<Verdict.Rejected>(mix.Verify(shuffled));
    }

    [Fact]
    public void RefusesEveryVectorOfAnotherLengthBeforeArithmetic()
    {
        const int count = 3;
        var mix = new Mix(count, 1);
        var honest = mix.Honest();
        foreach (var length in new[] { 0, 1, count - 1, count + 1, 2 * count })
        {
            ShuffledRows[] wrong =
            [
                new(new CiphertextRows(1, Resize(honest.Output.Cells, length)), honest.Commitments, honest.Chain, honest.Proof),
                new(honest.Output, Resize(honest.Commitments, length), honest.Chain, honest.Proof),
                new(honest.Output, honest.Commitments, Resize(honest.Chain, length), honest.Proof),
            ];
            Assert.All(wrong, shuffled => Assert.Equal(
                Rejection.WrongProofLength, Assert.IsType<Verdict.Rejected>(mix.Verify(shuffled)).Reason));
        }

        foreach (var length in new[] { 0, 1, honest.Proof.Length - 1, honest.Proof.Length + 1, 2 * honest.Proof.Length })
        {
            byte[] proof = Resize(honest.Proof.ToArray(), length);
            var verdict = mix.Verify(new(honest.Output, honest.Commitments, honest.Chain, proof));
            Assert.Equal(Rejection.WrongProofLength, Assert.IsType<Verdict.Rejected>(verdict).Reason);
        }
    }

    [Fact]
    public void RefusesReusedCommitmentsAndRepeatedOutputs()
    {
        var mix = new Mix(3, 1);
        var (honest, other) = (mix.Honest(), mix.Honest());
        Point[] repeated = [honest.Commitments[1], .. honest.Commitments.Skip(1)];
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(honest.Output, repeated, honest.Chain, honest.Proof)));
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(other.Output, honest.Commitments, honest.Chain, honest.Proof)));
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(other.Output, honest.Commitments, other.Chain, other.Proof)));
    }

    private static T[] Resize<T>(IReadOnlyList<T> items, int length) =>
        [.. Enumerable.Range(0, length).Select(i => items[i % items.Count])];
}
