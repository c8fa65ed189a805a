using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A17: whoever could know a batch's weights before choosing the responses could make errors cancel under them.</summary>
public sealed class A17_BatchWeightsTests
{
    private readonly Statement[] statements = [Statement.Schnorr(new Draw(80)), Statement.Schnorr(new Draw(81))];

    [Fact]
    public void AreTheDraftsBytes()
    {
        Statement[] all = [.. statements, Statement.EqualLogarithms(new Draw(82))];
        var proofs = all.Select(statement => statement.Prove()).ToArray();
        Assert.Equal(Weights(all, proofs), BatchEquation.SqueezeWeights(Read(all, proofs)));
    }

    /// <summary>Weights of the batch before its responses were changed: known to the forger, and not the ones used.</summary>
    [Theory]
    [InlineData(33 + 32)]
    [InlineData(33)]
    [InlineData(0)]
    public void AreOfNoUseToWhoeverChangesTheResponsesAfterThem(int bytesOfEachProof)
    {
        var proofs = statements.Select(statement => statement.Prove()).ToArray();
        var weights = Weights(statements, [.. proofs.Select(proof => proof[..bytesOfEachProof])]);
        Scalar[] errors = [weights[1], -weights[0]];
        Assert.True(((weights[0] * errors[0]) + (weights[1] * errors[1])).IsZero, "the errors do not cancel");

        for (var i = 0; i < proofs.Length; i++)
        {
            Assert.True(Scalar.TryDecode(proofs[i].AsSpan(33), out var response));
            (response + errors[i]).EncodeTo(proofs[i].AsSpan(33));
        }

        Assert.False(BatchEquation.HoldsVartime(Read(statements, proofs)));
    }

    /// <summary>The draft's derivation in one hash.</summary>
    private static Scalar[] Weights(Statement[] statements, byte[][] proofs)
    {
        var padding = new byte[DuplexSponge.Rate - SessionId.Size];
        var session = SessionId.Derive(Encoding.ASCII.GetBytes("irtf-cfrg-sigma-protocols/batch-verify"));
        List<byte> absorbed = [.. session.Bytes, .. padding];
        foreach (var (statement, proof) in statements.Zip(proofs))
        {
            absorbed.AddRange([.. Statement.Tag.Session().Bytes, .. RelationText.Write(statement.Relation), .. proof]);
        }

        var count = statements.Sum(statement => statement.Relation.NumEquations);
        var bytes = Shake128.HashData(absorbed.ToArray(), 16 * count);
        return [.. Enumerable.Range(0, count).Select(i => DraftCodec.ToScalar(new BigInteger(bytes.AsSpan(16 * i, 16), isUnsigned: true)))];
    }

    private static Transcript[] Read(Statement[] statements, byte[][] proofs) => [.. statements.Zip(proofs, (statement, proof) =>
    {
        Assert.True(Transcript.TryRead(Statement.Tag, statement.Relation, proof, out var transcript, out _));
        return transcript;
    })];
}
