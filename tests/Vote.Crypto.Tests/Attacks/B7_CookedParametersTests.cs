using System.Numerics;
using System.Reflection;
using System.Security.Cryptography;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Group;
using Vote.Crypto.Tests.Sigma;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B7: parameters that somebody cooked. P-256's are constants of the program, equal to OpenSSL's and checked here as a verifier would; nothing takes others.
/// </summary>
public sealed class B7_CookedParametersTests
{
    [Fact]
    public void TheConstantsAreOpenSslsOwn()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var curve = key.ExportExplicitParameters(includePrivateParameters: false).Curve;
        Assert.Equal(curve.Prime, Twin.ToBytes(Twin.P));
        Assert.Equal(curve.Order, Twin.ToBytes(Twin.N));
        Assert.Equal(curve.B, Twin.ToBytes(Twin.B));
        Assert.Equal(curve.A, Twin.ToBytes(Twin.P - 3));
        byte[] x = new byte[32], y = new byte[32];
        Assert.True(Point.Generator.TryGetCoordinates(x, y));
        Assert.Equal([.. curve.G.X!, .. curve.G.Y!], (byte[])[.. x, .. y]);
        Assert.Equal(1, Assert.Single(curve.Cofactor!));
    }

    [Fact]
    public void FieldAndOrderArePrimeAndTheGeneratorHasThatOrder()
    {
        Assert.True(IsProbablePrime(Twin.P));
        Assert.True(IsProbablePrime(Twin.N));
        Assert.True(Scalar.TryDecode(Twin.ToBytes(Twin.N - 1), out var minusOne));
        Assert.Equal(-Point.Generator, minusOne * Point.Generator);
        Assert.True(((minusOne + Scalar.One) * Point.Generator).IsIdentity);
        Assert.False(IsProbablePrime(Twin.N * Twin.N + 2));

        // Neither anomalous nor of small embedding degree, where logarithms would be easy.
        Assert.NotEqual(Twin.P, Twin.N);
        Assert.All(Enumerable.Range(1, 100), k => Assert.False(BigInteger.ModPow(Twin.P, k, Twin.N).IsOne));
    }

    /// <summary>Another generator in a statement, with a proof that holds for it.</summary>
    [Fact]
    public void AStatementWithAnotherGeneratorIsRefused()
    {
        var secret = Scalar.Random();
        var other = Scalar.FromInt64(2) * Point.Generator;
        var statement = ProvenStatement.Of("trustee-key");
        var relation = RelationEdit.Change(statement.Relation, edit => (edit.Elements[0], edit.Elements[1]) = (other, secret * other));
        var rejected = Assert.IsType<Verdict.Rejected>(statement.Verify(relation, statement.Prove()));
        Assert.Equal(Rejection.InvalidInstance, rejected.Reason);
        Assert.Contains("rule 7", rejected.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingPublicTakesAModulusACurveOrAGenerator()
    {
        var types = typeof(ElectionKey).Assembly.GetExportedTypes();
        var parameters = types
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>().SelectMany(method => method.GetParameters());
        Assert.DoesNotContain(parameters, parameter =>
            parameter.ParameterType == typeof(BigInteger) || parameter.ParameterType == typeof(ECCurve) || parameter.ParameterType == typeof(ECParameters));
        var writable = typeof(Point).GetProperties().Concat(typeof(Scalar).GetProperties()).Where(property => property.CanWrite);
        Assert.Empty(writable);
    }

    /// <summary>Miller and Rabin, 40 bases from a hash of the number.</summary>
    private static bool IsProbablePrime(BigInteger n)
    {
        var (odd, twos) = (n - 1, 0);
        while (odd.IsEven)
        {
            (odd, twos) = (odd >> 1, twos + 1);
        }

        return Enumerable.Range(0, 40).All(round =>
        {
            var seed = SHA256.HashData([.. n.ToByteArray(), (byte)round]);
            var x = BigInteger.ModPow(2 + (new BigInteger(seed, isUnsigned: true) % (n - 3)), odd, n);
            for (var i = 1; i < twos && x != n - 1 && !x.IsOne; i++)
            {
                x = x * x % n;
                if (x.IsOne)
                {
                    return false;
                }
            }

            return x.IsOne || x == n - 1;
        });
    }
}
