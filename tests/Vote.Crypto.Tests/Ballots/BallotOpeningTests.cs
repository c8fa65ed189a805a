using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Tests.Ballots;

public sealed class BallotOpeningTests
{
    private static readonly SampleElection Two = new(Sample.Approval(1, 3, 1, 2), Sample.Mixed(2, 40, 1, 40));

    [Fact]
    public void DerivesEveryChoice()
    {
        foreach (var first in Sample.AllSelections(Two.Election.Style.Questions[0]))
        {
            var second = Sample.Choose(Two.Election.Style.Questions[1], [.. Enumerable.Range(1, 35)]);
            using var seed = BallotSeed.Generate();
            var context = SampleElection.Context();
            var ballot = Two.Encryptor.Encrypt(context, seed, [first, second]);
            var opened = Assert.IsType<BallotOpening.Opened>(Open(context, ballot, seed));
            Assert.Equal([first.Encode(), second.Encode()], opened.Selections.Select(selection => selection.Encode()));
        }
    }

    [Fact]
    public void RefusesAnotherSeedCredentialOrSequence()
    {
        using var seed = BallotSeed.Generate();
        using var other = BallotSeed.Generate();
        var context = SampleElection.Context();
        var ballot = Two.Encryptor.Encrypt(context, seed, [Selection.Blank, Selection.Blank]);
        BallotOpening[] openings =
        [
            Open(context, ballot, other),
            Open(SampleElection.Context(), ballot, seed),
            Open(SampleElection.Context(context.Credential, 2), ballot, seed),
            BallotOpening.OpenVartime(Two.Election with { Hash = new(Sample.Digest("other")) }, context.Credential, 1, ballot, seed),
        ];

        Assert.All(openings, opening =>
        {
            var mismatch = Assert.IsType<BallotOpening.OtherSeed>(opening);
            Assert.Equal((1, 1), (mismatch.Question, mismatch.Ciphertext));
        });
    }

    [Fact]
    public void NamesTheCiphertextThatWasNotMadeWithTheSeed()
    {
        using var seed = BallotSeed.Generate();
        var context = SampleElection.Context();
        var ballot = Two.Encryptor.Encrypt(context, seed, [Selection.Blank, Selection.Blank]);
        var replaced = With(ballot, Two.Election.Style.Questions[0].CiphertextCount + 1, c => new(Sample.RandomPoint(), c.B));
        var mismatch = Assert.IsType<BallotOpening.OtherSeed>(Open(context, replaced, seed));
        Assert.Equal((2, 2), (mismatch.Question, mismatch.Ciphertext));
    }

    [Fact]
    public void SeesThroughABallotWithoutAChoice()
    {
        using var seed = BallotSeed.Generate();
        var context = SampleElection.Context();
        var ballot = Two.Encryptor.Encrypt(context, seed, [Selection.Blank, Selection.Blank]);
        var last = Two.Election.Style.Questions[0].CiphertextCount;

        // 1 more in the first bit makes an option beside the blank; 2 more makes no bit.
        foreach (var more in new long[] { 1, 2, -1 })
        {
            var overfull = With(ballot, 0, c => c with { B = c.B + (Scalar.FromInt64(more) * Point.Generator) });
            Assert.Equal(1, Assert.IsType<BallotOpening.NoChoice>(Open(context, overfull, seed)).Question);
        }

        var nonsense = With(ballot, last, c => c with { B = c.B + Point.Generator });
        Assert.Equal(2, Assert.IsType<BallotOpening.NoChoice>(Open(context, nonsense, seed)).Question);
    }

    [Fact]
    public void DerivesScalarsThatDifferInEveryInput()
    {
        using var seed = BallotSeed.Generate();
        var (election, credential) = (Two.Election.Hash, Sample.Credential());
        Scalar[] scalars =
        [
            seed.EncryptionScalar(election, credential, 1, 1, 1),
            seed.EncryptionScalar(new(Sample.Digest("other")), credential, 1, 1, 1),
            seed.EncryptionScalar(election, Sample.Credential(), 1, 1, 1),
            seed.EncryptionScalar(election, credential, 2, 1, 1),
            seed.EncryptionScalar(election, credential, 1, 2, 1),
            seed.EncryptionScalar(election, credential, 1, 1, 2),
            seed.EncryptionScalar(election, credential, 1L << 32, 1, 1),
        ];
        Assert.Equal(scalars.Length, scalars.Distinct().Count());
        Assert.Equal(scalars[0], seed.EncryptionScalar(election, credential, 1, 1, 1));
    }

    [Fact]
    public void WipesASeed()
    {
        var seed = BallotSeed.Generate();
        var bytes = new byte[BallotSeed.Length];
        seed.CopyTo(bytes);
        Assert.Contains(bytes, b => b != 0);
        seed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => seed.CopyTo(bytes));
        Assert.Throws<ObjectDisposedException>(() => seed.EncryptionScalar(Two.Election.Hash, Sample.Credential(), 1, 1, 1));
    }

    [Fact]
    public void TakesOnlySeedsOfThirtyTwoBytes()
    {
        Assert.All([0, 31, 33, 64], length => Assert.False(BallotSeed.TryDecode(new byte[length], out _)));
        Assert.True(BallotSeed.TryDecode(new byte[32], out var seed));
        seed.Dispose();
    }

    private static BallotOpening Open(BallotContext context, EncryptedBallot ballot, BallotSeed seed) =>
        BallotOpening.OpenVartime(Two.Election, context.Credential, context.Position.Sequence, ballot, seed);

    private static EncryptedBallot With(EncryptedBallot ballot, int index, Func<Ciphertext, Ciphertext> change)
    {
        Ciphertext[] ciphertexts = [.. ballot.Answers.SelectMany(answer => answer.Ciphertexts)];
        ciphertexts[index] = change(ciphertexts[index]);
        return EncryptedBallot.Join(Two.Election.Style, ciphertexts, ballot.Answers.Select(answer => answer.Proof.ToArray()));
    }
}
