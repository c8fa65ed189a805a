using System.Reflection;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E26: a permutation that outlives its shuffle, in memory, in a log, in a file. It is wiped with all scalars, has no text form, and nothing can write it down;
/// the library that holds it has no log and opens no file (B9).
/// </summary>
public sealed class E26_MixerLeaksTests
{
    [Fact]
    public void WipesPermutationAndScalars()
    {
        var secrets = ShuffleSecrets.Draw(50, 2);
        Assert.NotEqual(Enumerable.Repeat(0, 50), Enumerable.Range(0, 50).Select(i => secrets.Permutation[i]));
        secrets.Dispose();
        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(0, secrets.Permutation[i]));
        Assert.All(
            new[] { secrets.Commitments, secrets.Reencryptions, secrets.Chain }, scalars => Assert.All(scalars, scalar => Assert.True(scalar.IsZero)));
    }

    [Fact]
    public void WipesTheWitnessOfItsProof()
    {
        var mix = new Mix(5, 2);
        using var secrets = ShuffleSecrets.Draw(5, 2);
        Scalar[] weights = [.. Enumerable.Range(0, 5).Select(_ => Scalar.Random())];
        var witness = ShuffleWitness.Of(weights, secrets, mix.Input.Width);
        witness.Dispose();
        Assert.All(witness.Scalars.ToArray(), scalar => Assert.True(scalar.IsZero));
    }

    [Theory]
    [InlineData(typeof(Permutation))]
    [InlineData(typeof(ShuffleSecrets))]
    [InlineData(typeof(ShuffleWitness))]
    [InlineData(typeof(CommitmentChain))]
    public void CannotBePrintedOrWrittenDown(Type type)
    {
        Assert.True(typeof(IDisposable).IsAssignableFrom(type));
        Assert.Equal(typeof(object), type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType);
        Assert.DoesNotContain(
            type.GetMethods(BindingFlags.Instance | BindingFlags.Public), method => method.Name.StartsWith("Encode", StringComparison.Ordinal)
                || method.Name.StartsWith("Export", StringComparison.Ordinal));
    }

    /// <summary>What a shuffle gives away: its payload. No 32 bytes of it are a scalar of its secrets.</summary>
    [Fact]
    public void PublishesNoScalarOfItsSecrets()
    {
        var mix = new Mix(4, 2);
        using var secrets = ShuffleSecrets.Draw(4, 2);
        var payload = Shuffler.Shuffle(mix.Statement(), secrets, Vote.Crypto.Sigma.SystemNonces.Instance).Encode();
        foreach (var scalar in secrets.Commitments.Concat(secrets.Reencryptions).Concat(secrets.Chain))
        {
            Assert.Equal(-1, payload.AsSpan().IndexOf(scalar.Encode()));
        }
    }
}
