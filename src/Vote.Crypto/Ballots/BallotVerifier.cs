using Vote.Crypto.Sigma;

namespace Vote.Crypto.Ballots;

/// <summary>A ballot as a record holds it.</summary>
/// <param name="Context">The values of its entry.</param>
/// <param name="Payload">Its bytes, not yet decoded.</param>
public sealed record CastBallot(BallotContext Context, ReadOnlyMemory<byte> Payload);

/// <summary>What verification found out about a ballot.</summary>
public abstract record BallotFinding
{
    private BallotFinding()
    {
    }

    /// <summary>The payload is no ballot of the election's style.</summary>
    public sealed record Undecodable : BallotFinding;

    /// <summary>The payload decodes.</summary>
    /// <param name="Ballot">The ballot.</param>
    /// <param name="Verdict">Whether all its proofs hold; the detail names the first question whose proof does not.</param>
    public sealed record Decoded(EncryptedBallot Ballot, Verdict Verdict) : BallotFinding;
}

/// <summary>Verifies the proofs of ballots of one election. The only place that does. spec §4.3, §4.4, §4.5</summary>
/// <remarks>CPU-bound, so synchronous. Safe to share between threads.</remarks>
public sealed class BallotVerifier
{
    private const int BatchSize = 256;

    private readonly Election election;

    /// <param name="election">From the manifest; nothing of it comes with a ballot.</param>
    public BallotVerifier(Election election) => this.election = election;

    /// <summary>Verifies all proofs of one ballot. The detail of a rejection names the first question at fault.</summary>
    /// <exception cref="ArgumentException">The ballot was decoded for another style.</exception>
    public Verdict Verify(EncryptedBallot ballot, BallotContext context)
    {
        var batch = new BatchVerifier();
        AddTo(batch, ballot, context);
        return VerdictOf(batch.Verify().Verdicts);
    }

    /// <summary>Decodes and verifies ballots of any number, in batches on all cores, and reads the source no faster than that.</summary>
    /// <param name="ballots">The ballots.</param>
    /// <param name="progress">Receives how many are done.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>One finding a ballot, in their order, whatever the number of cores.</returns>
    public IEnumerable<BallotFinding> VerifyMany(
        IEnumerable<CastBallot> ballots, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        long done = 0;
        foreach (var window in ballots.Chunk(BatchSize * Environment.ProcessorCount))
        {
            CastBallot[][] batches = [.. window.Chunk(BatchSize)];
            var findings = new BallotFinding[batches.Length][];
            Parallel.For(0, batches.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            {
                findings[i] = VerifyBatch(batches[i]);
                progress?.Report(Interlocked.Add(ref done, batches[i].Length));
            });

            foreach (var finding in findings.SelectMany(batch => batch))
            {
                yield return finding;
            }
        }
    }

    private BallotFinding[] VerifyBatch(CastBallot[] ballots)
    {
        var batch = new BatchVerifier();
        var decoded = new EncryptedBallot?[ballots.Length];
        for (var i = 0; i < ballots.Length; i++)
        {
            if (EncryptedBallot.TryDecode(election.Style, ballots[i].Payload.Span, out decoded[i]))
            {
                AddTo(batch, decoded[i]!, ballots[i].Context);
            }
        }

        var verdicts = new Queue<Verdict[]>(batch.Verify().Verdicts.Chunk(election.Style.Questions.Count));
        return Array.ConvertAll<EncryptedBallot?, BallotFinding>(decoded, ballot => ballot is null
            ? new BallotFinding.Undecodable()
            : new BallotFinding.Decoded(ballot, VerdictOf(verdicts.Dequeue())));
    }

    private void AddTo(BatchVerifier batch, EncryptedBallot ballot, BallotContext context)
    {
        if (!ReferenceEquals(ballot.Style, election.Style))
        {
            throw new ArgumentException("The ballot was decoded for another style.", nameof(ballot));
        }

        foreach (var question in election.Style.Questions)
        {
            var answer = ballot.Answers[question.Number - 1];
            batch.Add(
                context.TagFor(election.Hash, question, ballot.CiphertextHash),
                BallotRelations.For(question, election.Key, answer.Ciphertexts),
                answer.Proof);
        }
    }

    /// <summary>The verdict on a ballot from those on its questions.</summary>
    private static Verdict VerdictOf(IReadOnlyList<Verdict> questions)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            if (questions[i] is Verdict.Rejected(var reason, var detail))
            {
                return Verdict.Reject(reason, detail.Length == 0 ? $"question {i + 1}" : $"question {i + 1}: {detail}");
            }
        }

        return Verdict.Accept;
    }
}
