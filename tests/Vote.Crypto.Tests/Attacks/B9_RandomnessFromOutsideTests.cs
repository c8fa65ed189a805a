using System.Reflection;
using Vote.Crypto.Ballots;
using Vote.Crypto.Sigma;
using Vote.Testing;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B9: a seed, variable or file that steers the randomness. Sources of nonces are internal, their one production instance is the system's generator, and the
/// only seed that comes from outside is a voter's own, made by <see cref="BallotSeed.Generate"/> and never used for a proof.
/// </summary>
public sealed class B9_RandomnessFromOutsideTests
{
    private static readonly Assembly Crypto = typeof(BallotSeed).Assembly;

    [Fact]
    public void NothingPublicTakesNonces()
    {
        Assert.False(typeof(INonceSource).IsPublic);
        var source = Assert.Single(Crypto.GetTypes(), type => !type.IsInterface && typeof(INonceSource).IsAssignableFrom(type));
        Assert.Equal(typeof(SystemNonces), source);
        Assert.Empty(source.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public));
        var methods = Crypto.GetExportedTypes().SelectMany(type => type.GetMethods().Cast<MethodBase>().Concat(type.GetConstructors()));
        Assert.DoesNotContain(methods, method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(INonceSource)));
    }

    /// <summary>Seeds of ballots are for their ciphertexts; two proofs with one seed have nothing in common.</summary>
    [Fact]
    public void ASeedDoesNotReachTheProofs()
    {
        var election = new Ballots.SampleElection(Ballots.Sample.ChooseOne(1, 2));
        var context = Ballots.SampleElection.Context();
        using var seed = BallotSeed.Generate();
        var (one, two) = (election.Encryptor.Encrypt(context, seed, [Selection.Blank]), election.Encryptor.Encrypt(context, seed, [Selection.Blank]));
        Assert.Equal(one.CiphertextHash, two.CiphertextHash);
        var equations = one.Answers[0].Proof.Length / 33;
        Assert.All(Enumerable.Range(0, equations / 2), i => Assert.NotEqual(
            one.Answers[0].Proof.Slice(33 * i, 33).ToArray(), two.Answers[0].Proof.Slice(33 * i, 33).ToArray()));
    }

    /// <summary>No code under src reads a variable of the environment; the library opens no file at all.</summary>
    [Fact]
    public void NoSourceReadsTheEnvironment()
    {
        var root = RepositoryRoot.Of("src");
        var sources = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).ToArray();
        Assert.True(sources.Length > 200);
        Assert.All(sources, path => Assert.DoesNotContain("GetEnvironmentVariable", File.ReadAllText(path), StringComparison.Ordinal));
        Assert.All(
            sources.Where(path => path.Contains("/Vote.Crypto/", StringComparison.Ordinal)),
            path => Assert.DoesNotContain("System.IO", File.ReadAllText(path), StringComparison.Ordinal));
        Assert.DoesNotContain(Crypto.GetReferencedAssemblies(), name => name.Name is "System.IO.FileSystem" or "System.Net.Http");
    }
}
