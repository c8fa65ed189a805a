using Vote.Crypto.Ballots;

namespace Vote.Crypto.Tests.Ballots;

public sealed class ManyBallotsTests
{
    private static readonly SampleElection Small = new(Sample.ChooseOne(1, 2), Sample.Mixed(2, 2, 1, 2));

    [Fact]
    public void NamesEveryBadBallotAmongMany()
    {
        var cast = Cast(150);
        Dictionary<int, CastBallot> bad = new()
        {
            [0] = cast[0] with { Payload = cast[0].Payload[1..] },
            [63] = cast[63] with { Context = cast[62].Context },
            [64] = cast[64] with { Payload = Flip(cast[64].Payload, cast[64].Payload.Length - 1) },
            [149] = cast[149] with { Payload = Flip(cast[149].Payload, 3 * 66 + 66 + 40) },
        };
        CastBallot[] ballots = [.. cast.Select((ballot, i) => bad.GetValueOrDefault(i, ballot))];

        BallotFinding[] findings = [.. Small.Verifier.VerifyMany(ballots, progress: null, CancellationToken.None)];

        Assert.Equal(150, findings.Length);
        Assert.IsType<BallotFinding.Undecodable>(findings[0]);
        for (var i = 1; i < findings.Length; i++)
        {
            var decoded = Assert.IsType<BallotFinding.Decoded>(findings[i]);
            Assert.Equal(bad.ContainsKey(i), decoded.Verdict is Verdict.Rejected);
            Assert.Equal(ballots[i].Payload.ToArray(), decoded.Ballot.Encode());
        }
    }

    [Fact]
    public void SaysTheSameAsOneByOne()
    {
        var cast = Cast(5);
        var findings = Small.Verifier.VerifyMany(cast, progress: null, CancellationToken.None);
        foreach (var (finding, ballot) in findings.Zip(cast))
        {
            Assert.Equal(Small.Verifier.Verify(Small.Decode(ballot.Payload.ToArray()), ballot.Context), ((BallotFinding.Decoded)finding).Verdict);
        }
    }

    [Fact]
    public void FindsNothingAmongNone() => Assert.Empty(Small.Verifier.VerifyMany([], progress: null, CancellationToken.None));

    [Fact]
    public void CountsItsProgressToTheEnd()
    {
        var progress = new Largest();
        Assert.Equal(70, Small.Verifier.VerifyMany(Enumerable.Repeat(Cast(1)[0], 70), progress, CancellationToken.None).Count());
        Assert.Equal(70, progress.Value);
    }

    [Fact]
    public void StopsWhenCancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Small.Verifier.VerifyMany(Cast(1), progress: null, source.Token).ToArray());
    }

    private static CastBallot[] Cast(int count)
    {
        var questions = Small.Election.Style.Questions;
        var ballots = new CastBallot[count];
        for (var i = 0; i < count; i++)
        {
            var context = SampleElection.Context();
            ballots[i] = new(context, Small.Encrypt(context, Sample.Choose(questions[0], 1 + (i % 2)), Selection.Blank).Encode());
        }

        return ballots;
    }

    private static byte[] Flip(ReadOnlyMemory<byte> payload, int at)
    {
        var flipped = payload.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    private sealed class Largest : IProgress<long>
    {
        private long value;

        public long Value => Interlocked.Read(ref value);

        public void Report(long report)
        {
            long seen;
            while (report > (seen = Value))
            {
                Interlocked.CompareExchange(ref value, report, seen);
            }
        }
    }
}
