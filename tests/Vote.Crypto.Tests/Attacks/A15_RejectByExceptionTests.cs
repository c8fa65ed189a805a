using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>A15: a verifier that throws where it should judge. Whatever the bytes, there is a verdict: no exception, and no acceptance of anything but what was proven.</summary>
public sealed class A15_RejectByExceptionTests
{
    private static readonly int Scale = Environment.GetEnvironmentVariable("TSUKUBA_NIGHTLY") == "1" ? 200 : 1;

    [Fact]
    public void GivesAVerdictOnEveryMutatedProof()
    {
        var draw = new Draw(60);
        var statement = Statement.EqualLogarithms(draw);
        var proof = statement.Prove();
        var batch = new BatchVerifier();
        for (var i = 0; i < 60 * Scale; i++)
        {
            var mutant = Mutate(proof, draw);
            Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(Statement.Tag, statement.Relation, mutant));
            Assert.IsType<Verdict.Rejected>(SigmaVerifier.VerifyCompact(Statement.Tag, statement.Relation, mutant));
            batch.Add(Statement.Tag, statement.Relation, mutant);
        }

        batch.Add(Statement.Tag, statement.Relation, proof);
        Assert.Equal(Enumerable.Range(0, 60 * Scale), batch.Verify().Culprits.Select(culprit => culprit.Index));
    }

    [Fact]
    public void GivesAVerdictOnEveryMutatedStatement()
    {
        var draw = new Draw(61);
        var statement = Statement.EqualLogarithms(draw);
        var (proof, text) = (statement.Prove(), RelationText.Write(statement.Relation));
        var parsed = 0;
        for (var i = 0; i < 200 * Scale; i++)
        {
            if (!RelationText.TryParse(Mutate(text, draw), out var relation))
            {
                continue;
            }

            parsed++;
            Assert.IsType<Verdict.Rejected>(SigmaVerifier.Verify(Statement.Tag, relation, proof));
            Assert.Equal(SlowVerifier.IsValid(relation), InstanceRules.Check(relation) is Verdict.Accepted);
        }

        Assert.True(parsed > 20 * Scale, "the mutants hardly ever parse");
    }

    private static byte[] Mutate(byte[] original, Draw draw)
    {
        List<byte> bytes = [.. original];
        for (var edits = 1 + draw.Below(2); edits > 0; edits--)
        {
            var at = draw.Below(bytes.Count);
            switch (draw.Below(8))
            {
                case 0: bytes.RemoveAt(at); break;
                case 1: bytes.Insert(at, (byte)draw.Below(256)); break;
                case 2: bytes[at] = (byte)draw.Below(256); break;
                default: bytes[at] ^= (byte)(1 << draw.Below(8)); break;
            }
        }

        return bytes.ToArray().AsSpan().SequenceEqual(original) ? Mutate(original, draw) : [.. bytes];
    }
}
