using System.Reflection;
using System.Text.RegularExpressions;
using Vote.Crypto.Ballots;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B13: time that depends on a secret. Variable-time code is named <c>…Vartime</c>, and no source that holds a secret calls it. Operation counts over secrets:
/// <c>ConstantTimeTests</c>; the review of each path is in docs/.
/// </summary>
public sealed partial class B13_SideChannelsTests
{
    /// <summary>Where votes, encryption scalars, nonces, permutations and shares are, from the folder of the library.</summary>
    private static readonly string[] SecretSources =
    [
        "Ballots/BallotEncryptor.cs", "Ballots/BallotRelations.cs", "Ballots/BallotSeed.cs", "Ballots/ShapeAssignment.cs", "ElGamal/ElectionKey.cs",
        "Group/ConstantTimeMultiply.cs", "Group/ConstantTimeSum.cs", "Hpke/DhKem.cs", "Hpke/HpkePrivateKey.cs", "Shuffle/CommitmentChain.cs",
        "Shuffle/ShuffleSecrets.cs", "Shuffle/ShuffleWitness.cs", "Shuffle/Shuffler.cs", "Sigma/SigmaProver.cs", "Threshold/DecryptionShare.cs",
        "Threshold/SecretShare.cs", "Threshold/Ceremony/CeremonySecrets.cs", "Threshold/Ceremony/TrusteeKeyProof.cs",
    ];

    [Fact]
    public void NoSourceThatHoldsASecretCallsVariableTimeCode()
    {
        foreach (var source in SecretSources)
        {
            var code = Comment().Replace(File.ReadAllText(Path.Combine(Root(), source)), "");
            Assert.True(!code.Contains("Vartime(", StringComparison.Ordinal), source);
        }
    }

    /// <summary>Types of secrets have no text form and no comparison of their own, and are wiped.</summary>
    [Theory]
    [InlineData(typeof(BallotSeed))]
    [InlineData(typeof(SecretShare))]
    [InlineData(typeof(Vote.Crypto.Hpke.HpkePrivateKey))]
    [InlineData(typeof(Vote.Crypto.Shuffle.Permutation))]
    public void SecretsAreWipedAndNeitherPrintedNorCompared(Type type)
    {
        Assert.True(typeof(IDisposable).IsAssignableFrom(type));
        Assert.Equal(typeof(object), type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType);
        Assert.Null(type.GetMethod("op_Equality"));
        Assert.DoesNotContain(type.GetProperties(BindingFlags.Public | BindingFlags.Instance), property => property.PropertyType == typeof(Scalar));
    }

    /// <summary>The plain operator is the constant-time path; whoever wants the other one has to write its name.</summary>
    [Fact]
    public void TheShortWayToMultiplyIsTheConstantTimeOne()
    {
        var multiply = typeof(Point).GetMethods().Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Scalar))
            || method.GetParameters().Any(parameter => parameter.ParameterType == typeof(ReadOnlySpan<Scalar>)));

        // MultiplyMany takes secrets, in lanes and by masks; SecretPathTests counts its blocks on every way through it.
        Assert.All(multiply, method => Assert.True(
            method.Name is "op_Multiply" or nameof(Point.MultiplyMany) || method.Name.EndsWith("Vartime", StringComparison.Ordinal), method.Name));
        Assert.DoesNotContain(typeof(SigmaProver).GetMethods(), method => method.Name.Contains("Vartime", StringComparison.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "src", "Vote.Crypto")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "src", "Vote.Crypto");
    }

    [GeneratedRegex("//.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();
}
