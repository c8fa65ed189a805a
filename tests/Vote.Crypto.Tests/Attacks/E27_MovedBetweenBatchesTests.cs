using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E27: a ciphertext moved from one question's batch into another's before mixing. Each shuffle is bound to its question, round and whole input, and the input of a
/// first round is computed by whoever verifies; districts are elections of their own.
/// </summary>
public sealed class E27_MovedBetweenBatchesTests
{
    [Fact]
    public void RejectsABatchMixedAsAnothers()
    {
        var mix = new Mix(3, 1);
        var shuffled = mix.Honest();
        Assert.Equal(Verdict.Accept, mix.Verify(shuffled));
        foreach (var place in new[] { new ShufflePlace(2, 1, 1), new ShufflePlace(1, 2, 1), new ShufflePlace(1, 1, 2) })
        {
            Assert.IsType<Verdict.Rejected>(ShuffleVerifier.Verify(mix.Statement(place: place), shuffled));
        }
    }

    /// <summary>Two questions of one width: one row of each exchanged, both mixed honestly after that, both refused.</summary>
    [Fact]
    public void RejectsRowsExchangedBetweenTwoQuestions()
    {
        var (first, second) = (new Mix(3, 1), new Mix(3, 1));
        var other = first.Key.Encrypt(second.Messages[0], Scalar.Random());
        var moved = new CiphertextRows(1, [other, .. first.Input.Cells.Skip(1)]);
        var shuffled = Shuffler.Shuffle(first.Statement(input: moved), null, CancellationToken.None);
        Assert.Equal(Verdict.Accept, ShuffleVerifier.Verify(first.Statement(input: moved), shuffled));
        Assert.IsType<Verdict.Rejected>(first.Verify(shuffled));
    }
}
