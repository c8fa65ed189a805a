using System.Diagnostics;
using Vote.Crypto.Ballots;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Shuffle;
using Vote.Crypto.Tests.Sigma;
using Vote.Crypto.Tests.Threshold;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// E24: work that grows with the square. For each step over all ballots, the memory it asks for at 2N against N: exact, and the same on every machine; a list
/// that is searched or copied for each item shows in it. The nightly run asks the clock as well. Limits of sizes at intake: E24 of the server's tests.
/// </summary>
public sealed class E24_QuadraticWorkTests
{
    private const double Limit = 2.2;
    private const int Size = 150;

    private static readonly bool Nightly = Environment.GetEnvironmentVariable("TSUKUBA_NIGHTLY") == "1";

    public static TheoryData<string> Names => [.. Steps.Keys];

    /// <summary>Prepares a step for N items.</summary>
    private static readonly Dictionary<string, Func<int, Action>> Steps = new(StringComparer.Ordinal)
    {
        ["weights of a shuffle"] = count =>
        {
            var (mix, other) = (new Mix(count, 1), new Mix(count, 1));
            return () => ShuffleWeights.Squeeze(mix.Statement(), other.Input, mix.Input.Elements()[..count]);
        },
        ["relation of a shuffle"] = count =>
        {
            var mix = new Mix(count, 1);
            var elements = mix.Input.Elements()[..count];
            var weights = ShuffleWeights.Squeeze(mix.Statement(), mix.Input, elements);
            return () => ShuffleRelation.For(mix.Statement(), new(mix.Input, elements, elements), weights);
        },
        ["verification of a shuffle"] = count =>
        {
            var mix = new Mix(count, 1);
            var shuffled = mix.Honest();
            return () => Assert.IsType<Verdict.Accepted>(mix.Verify(shuffled));
        },
        ["verification of a decryption"] = count =>
        {
            var tally = new Tally(2, 2, [.. Enumerable.Range(1, count).Select(number => (long)number)]);
            var share = tally.Share(1);
            return () => Assert.IsType<Verdict.Accepted>(tally.Verify(share));
        },
        ["a batch of proofs"] = count =>
        {
            var claim = ClaimEdit.Claim(Statement.Schnorr(new Draw(2400)));
            var claims = Enumerable.Repeat(claim, 4 * count).ToArray();
            return () => Assert.IsType<Verdict.Accepted>(BatchVerifier.Verify(claims).Overall);
        },
        ["sums of ballots"] = count =>
        {
            var election = new SampleElection(Sample.ChooseOne(1, 2));
            var ballot = election.Encrypt(SampleElection.Context(), Selection.Blank);
            return () =>
            {
                var tally = new HomomorphicTally(election.Election.Style);
                for (var i = 0; i < count; i++)
                {
                    tally.Add(ballot);
                }
            };
        },
    };

    [Theory, MemberData(nameof(Names))]
    public void GrowsWithTheNumberOfItems(string name)
    {
        var (once, twice) = (Steps[name](Size), Steps[name](2 * Size));
        var (single, doubled) = (Allocated(once), Allocated(twice));
        Assert.True(doubled < Limit * single, $"{name}: {single} bytes for N, {doubled} for 2N");
        if (Nightly)
        {
            var (slow, slower) = (Fastest(Steps[name](4 * Size)), Fastest(Steps[name](8 * Size)));
            Assert.True(slower < Limit * slow, $"{name}: {slow} for N, {slower} for 2N");
        }
    }

    /// <summary>On this thread; what other threads do is the same work in pieces.</summary>
    private static long Allocated(Action step)
    {
        step(); // tables and lazily made values
        var before = GC.GetAllocatedBytesForCurrentThread();
        step();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static TimeSpan Fastest(Action step)
    {
        step();
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            step();
            return Stopwatch.GetElapsedTime(start);
        });
    }
}
