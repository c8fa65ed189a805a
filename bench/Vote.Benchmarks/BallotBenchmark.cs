using System.Diagnostics;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Benchmarks;

/// <summary>Ballots of one approval question, 1 to 5 of 10 options: encrypting, verifying alone and in a batch, and where the time goes.</summary>
internal static class BallotBenchmark
{
    private const int Count = 64;

    public static void Run(TextWriter output)
    {
        var unit = Stopwatches.OpenSslEcdh();
        Stopwatches.Line(output, "openssl speed ecdhp256", unit, unit);
        var question = Question();
        Election election = new(new(Digest.Sha256("benchmark"u8)), new(Scalar.Random() * Point.Generator), new([question]));
        CastBallot[] ballots = [.. Enumerable.Range(0, Count).Select(i => Cast(election, question, i))];
        BallotVerifier verifier = new(election);

        Each(output, "encrypt and prove", unit, 4, () => _ = Cast(election, question, 0));
        Each(output, "verify alone, decoding included", unit, 4, () =>
        {
            EncryptedBallot.TryDecode(election.Style, ballots[0].Payload.Span, out var ballot);
            Require(verifier.Verify(ballot!, ballots[0].Context) is Verdict.Accepted);
        });
        foreach (var size in new[] { 1, 4, 16, Count })
        {
            var some = ballots[..size];
            Stopwatches.Line(output, $"verify in a batch of {size}", Stopwatches.Microseconds(size, () =>
                Require(verifier.VerifyMany(some, null, CancellationToken.None).All(IsAccepted))), unit);
        }

        Parts(output, unit, election, ballots);
        Stopwatches.Line(output, "openssl speed ecdhp256 again", Stopwatches.OpenSslEcdh(), unit);
    }

    private static void Parts(TextWriter output, double unit, Election election, CastBallot[] ballots)
    {
        var question = election.Style.Questions[0];
        EncryptedBallot[] decoded = [.. ballots.Select(ballot => Decode(election, ballot))];
        LinearRelation[] relations = [.. decoded.Select(ballot => BallotRelations.For(question, election.Key, ballot.Answers[0].Ciphertexts))];
        Transcript[] transcripts = [.. decoded.Select((ballot, i) => Read(election, ballot, ballots[i], relations[i]))];
        Batch(output, "of it: decoding ciphertexts", unit, () => Array.ForEach(ballots, ballot => Decode(election, ballot)));
        Batch(output, "of it: building relations", unit, () => Array.ForEach(
            decoded, ballot => BallotRelations.For(question, election.Key, ballot.Answers[0].Ciphertexts)));
        Batch(output, "of it: the ten rules", unit, () => Array.ForEach(relations, relation => InstanceRules.Check(relation)));
        Batch(output, "of it: reading proofs, with rules and challenge", unit, () =>
        {
            for (var i = 0; i < Count; i++)
            {
                Read(election, decoded[i], ballots[i], relations[i]);
            }
        });
        Batch(output, "of it: decoding commitments", unit, () => Array.ForEach(decoded, ballot => Point.TryDecodeMany(
            ballot.Answers[0].Proof.Span[..ProofLayout.CommitmentSize(relations[0])], out _)));
        Batch(output, "of it: weights", unit, () => BatchEquation.SqueezeWeights(transcripts));
        Batch(output, "of it: weights and the equation", unit, () => Require(BatchEquation.HoldsVartime(transcripts)));
    }

    private static void Batch(TextWriter output, string name, double unit, Action action) =>
        Stopwatches.Line(output, name, Stopwatches.Microseconds(Count, action), unit);

    private static void Each(TextWriter output, string name, double unit, int times, Action action) =>
        Stopwatches.Line(output, name, Stopwatches.Microseconds(times, () =>
        {
            for (var i = 0; i < times; i++)
            {
                action();
            }
        }), unit);

    private static Transcript Read(Election election, EncryptedBallot ballot, CastBallot cast, LinearRelation relation) =>
        Transcript.TryRead(
            cast.Context.TagFor(election.Hash, election.Style.Questions[0], ballot.CiphertextHash),
            relation, ballot.Answers[0].Proof, out var transcript, out _) ? transcript : throw new UnreachableException();

    private static EncryptedBallot Decode(Election election, CastBallot ballot) =>
        EncryptedBallot.TryDecode(election.Style, ballot.Payload.Span, out var decoded) ? decoded : throw new UnreachableException();

    private static CastBallot Cast(Election election, HomomorphicQuestion question, int number)
    {
        using var credential = SigningKey.Generate();
        using var seed = BallotSeed.Generate();
        BallotContext context = new(credential.Public, new(number + 1, 1, 1), Digest.Sha256("previous"u8));
        Require(Selection.TryParse(question, [1, 4, 9], out var selection, out _));
        return new(context, new BallotEncryptor(election).Encrypt(context, seed, [selection!]).Encode());
    }

    private static HomomorphicQuestion Question() => new(new(
        1, LocalizedText.InJapanese("問"), new ChoiceRule.Approval(1, 5),
        [.. Enumerable.Range(1, 10).Select(i => new Option(LocalizedText.InJapanese($"案{i}"), i * 1000))]));

    private static bool IsAccepted(BallotFinding finding) => finding is BallotFinding.Decoded { Verdict: Verdict.Accepted };

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new UnreachableException();
        }
    }
}
