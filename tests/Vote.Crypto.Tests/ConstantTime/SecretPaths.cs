using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.ConstantTime;

/// <summary>Every way of a secret through Vote.Crypto, by the names of docs/constant-time.md, each call with fresh secrets.</summary>
public static partial class SecretPaths
{
    private static readonly Point Base = Scalar.Random() * Point.Generator;
    private static readonly FixedBaseTable Table = new(Base);
    private static readonly SampleElection Plain = new(Sample.ChooseOne(1, 13));
    private static readonly Tests.Threshold.Tally Trustees = new(2, 3, 1, 2, 3);
    private static readonly Mix Mix = new(5, 2);

    private static readonly Dictionary<string, Func<Action>> Paths = new(StringComparer.Ordinal)
    {
        ["scalar arithmetic"] = () =>
        {
            var (a, b) = (Scalar.Random(), Scalar.Random());
            return () => _ = ((a * b) + a - b).Invert() == b;
        },
        ["scalar decoding and encoding"] = () =>
        {
            var bytes = Scalar.Random().Encode();
            return () => _ = Scalar.TryDecode(bytes, out var scalar) ? scalar.Encode() : [];
        },
        ["reducing 48 bytes"] = () =>
        {
            var wide = RandomNumberGenerator.GetBytes(48);
            return () => Scalar.Reduce48LittleEndian(wide);
        },
        ["drawing a scalar"] = () => () => Scalar.Random(),
        ["k·P"] = () => With(Scalar.Random(), k => k * Base),
        ["k·G"] = () => With(Scalar.Random(), k => k * Point.Generator),
        ["k·P from a table"] = () => With(Scalar.Random(), k => Table.Multiply(k)),
        ["sum of secret multiples"] = () =>
        {
            var scalars = Enumerable.Range(0, 7).Select(_ => Scalar.Random()).ToArray();
            return () => Point.SumOfMultiples(scalars, Mix.Messages.AsMemory(0, 7));
        },
        ["encryption scalar from the seed"] = () =>
        {
            var (seed, credential) = (BallotSeed.Generate(), Sample.Credential());
            return () => seed.EncryptionScalar(Plain.Election.Hash, credential, 1, 1, 1);
        },
        ["encryption of a number"] = () =>
        {
            var (m, r) = (Scalar.FromInt64(RandomNumberGenerator.GetInt32(2)), Scalar.Random());
            return () => Plain.Election.Key.EncryptNumber(m, r);
        },
        ["ballot with proof, one of 13"] = () =>
        {
            var (context, seed) = (SampleElection.Context(), BallotSeed.Generate());
            var choice = Sample.Choose(Plain.Election.Style.Questions[0], RandomNumberGenerator.GetInt32(1, 14));
            return () => Plain.Encryptor.Encrypt(context, seed, [choice]);
        },
        ["polynomial: draw, commit, evaluate"] = () => () =>
        {
            using var polynomial = Polynomial.Random(3);
            _ = (polynomial.Commit(), polynomial.At(new TrusteeIndex(5)));
        },
        ["proof of knowledge of a constant term"] = () =>
        {
            var (polynomial, ceremony) = (Polynomial.Random(2), Digest.Sha256("ceremony"u8));
            return () => TrusteeKeyProof.Prove(ceremony, new TrusteeIndex(1), polynomial, SystemNonces.Instance);
        },
        ["opening a share"] = () =>
        {
            var (key, route) = (HpkePrivateKey.Generate(), new ShareRoute(Digest.Zero, new(1), new(2)));
            var share = SealedShare.Seal(route, Scalar.Random(), key.Public, HpkePrivateKey.Generate());
            return () => share.TryOpen(route, key, out _);
        },
        ["decryption share with proof"] = () =>
        {
            var secret = new SecretShare(new TrusteeIndex(2), Scalar.Random());
            return () => DecryptionShare.Create(Trustees.Statement, secret, null, CancellationToken.None);
        },
        ["shuffle with proof"] = () => () => Shuffler.Shuffle(Mix.Statement(), null, CancellationToken.None),
        ["HPKE sealing"] = () =>
        {
            var (receiver, message) = (HpkePrivateKey.Generate().Public, RandomNumberGenerator.GetBytes(32));
            return () => HpkeBase.Seal(receiver, [1], [], message);
        },
        ["HPKE opening"] = () =>
        {
            var key = HpkePrivateKey.Generate();
            var message = HpkeBase.Seal(key.Public, [1], [], RandomNumberGenerator.GetBytes(32));
            return () => HpkeBase.TryOpen(key, [1], [], message, out _);
        },
        ["secrets kept between the steps of a ceremony"] = () =>
        {
            var secrets = new CeremonySecrets(SigningKey.Generate(), HpkePrivateKey.Generate(), Polynomial.Random(3));
            return () => CeremonySecrets.Import(secrets.Export())!.Dispose();
        },
        ["sealed secret file"] = () =>
        {
            var (secret, passphrase) = (RandomNumberGenerator.GetBytes(64), Convert.ToHexString(RandomNumberGenerator.GetBytes(8)));
            return () => SealedSecretFile.Seal(new("trustee"), secret, passphrase).TryOpen(passphrase, out _);
        },

        // A test of the test: public sums cut windows where the scalar says, outside of the method that is named for it.
        ["(control) k·P by public windows"] = () =>
        {
            var (k, point) = (Scalar.Random().ToUInt256(), Base.ToAffine());
            return () => Straus.Compute([k], [point]);
        },
    };

    static SecretPaths()
    {
        foreach (var (name, path) in (IEnumerable<(string, Func<Action>)>)[.. OfManySecrets(), .. OfChoices()])
        {
            Paths.Add(name, path);
        }
    }

    /// <summary>All names.</summary>
    public static string[] Names() => [.. Paths.Keys];

    /// <summary>Prepares a path with fresh secrets, and counts while it runs.</summary>
    public static (int[] Counts, string[] Vartime) Count(string name, int blocks) => BlockCounter.Run(blocks, Paths[name]());
}
