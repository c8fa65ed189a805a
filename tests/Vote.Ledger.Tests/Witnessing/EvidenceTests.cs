using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Witnessing;
using Vote.Testing;

namespace Vote.Ledger.Tests.Witnessing;

/// <summary>Evidence proves a fault, and nobody can make it against an honest log.</summary>
public sealed class EvidenceTests : IDisposable
{
    private readonly TestWitness test = new(quorum: 2);
    private readonly Entry[] first;
    private readonly Entry[] second;

    public EvidenceTests()
    {
        first = test.History([.. TestWitness.Acts("common", 2), .. TestWitness.Acts("first", 12)]);
        second = test.History([.. TestWitness.Acts("common", 2), .. TestWitness.Acts("second", 12)]);
    }

    public void Dispose() => test.Dispose();

    [Fact]
    public void ProvesAForkOfAnyTwoSizesBeyondTheCommonPart()
    {
        for (var small = 4; small <= first.Length; small++)
        {
            for (var large = small; large <= second.Length; large++)
            {
                Accepts(Fork(first[..small], second[..large]));
            }
        }
    }

    [Fact]
    public void NeverHoldsAgainstAnHonestLog()
    {
        // Every pair of heads of one history, with the honest proof and with whatever root a liar names instead.
        for (var small = 1; small <= first.Length; small++)
        {
            for (var large = small; large <= first.Length; large++)
            {
                var honest = Fork(first[..small], first[..large]);
                Refuses(honest);
                Refuses(honest with { Root = Digest.Sha256("a lie"u8) });
                Refuses(honest with { Root = Digest.Sha256("a lie"u8), Proof = [] });
                Refuses(honest with { Root = honest.Second.Checkpoint.Root, Proof = [] }, unless: small == large);
            }
        }
    }

    [Fact]
    public void RefusesAForkWithAnyPartReplaced()
    {
        var fork = Fork(first[..6], second);
        Accepts(fork);
        Refuses(fork with { First = fork.Second, Second = fork.First });
        Refuses(fork with { Root = Digest.Zero });
        Refuses(fork with { Proof = [] });
        Refuses(fork with { Proof = [.. fork.Proof, Digest.Zero] });
        Refuses(fork with { Second = test.Sign(first) });
        for (var i = 0; i < fork.Proof.Count; i++)
        {
            Refuses(fork with { Proof = [.. fork.Proof.Select((node, j) => i == j ? Digest.Zero : node)] });
        }

        // Signed by nobody whom the manifest names, or a checkpoint of another log.
        Refuses(fork with { First = fork.First.Checkpoint.Sign(test.Log.AcceptKey) });
        Refuses(fork with { Second = fork.Second.Checkpoint.Sign(test.Log.AcceptKey) });
        Assert.True(LogOrigin.TryParse("vote.example/log/ffffffffffffffffffffffffffffffff", out var other));
        Refuses(fork with { First = new Checkpoint(other, fork.First.Checkpoint.Size, fork.First.Checkpoint.Root).Sign(test.Log.Key) });
        Refuses(fork with { First = new Checkpoint(test.Log.Origin, default, Digest.Zero).Sign(test.Log.Key), Root = Vote.Ledger.Tree.TreeHash.Empty, Proof = [] });
    }

    [Fact]
    public void ProvesABrokenPromiseOnlyByAQuorumLaterThanIncludedBy()
    {
        var due = Due;
        Accepts(Broken(due.AddSeconds(1), due.AddSeconds(1)));
        Refuses(Broken(due.AddSeconds(1), due));
        Refuses(Broken(due, due));
        Refuses(Broken(due.AddSeconds(1), witnessed: null));
    }

    [Fact]
    public void RefusesABrokenPromiseWithAnyPartReplaced()
    {
        var broken = Broken(Due.AddSeconds(1), Due.AddSeconds(1));
        var kept = new Promise(test.Log.Origin, first[3].LeafHash, Due, Due).Sign(test.Log.AcceptKey);
        Refuses(broken with { Promise = kept });
        Refuses(broken with { Promise = broken.Promise.Promise.Sign(test.Log.Key) });
        Refuses(broken with { Leaves = [.. broken.Leaves.Skip(1)] });
        Refuses(broken with { Leaves = [.. broken.Leaves, second[9].LeafHash] });
        Refuses(broken with { Leaves = [.. broken.Leaves.Reverse()] });
        Refuses(broken with { Leaves = [.. TestWitness.TreeOf(second).Leaves] });
        Refuses(broken with { Checkpoint = broken.Checkpoint.Checkpoint.Sign(test.Log.AcceptKey) });
    }

    [Fact]
    public void WithoutWitnessesNothingSaysWhenACheckpointWasMade()
    {
        using var alone = new TestWitness();
        var broken = Broken(Due.AddSeconds(1), Due.AddSeconds(1));
        Assert.IsType<LedgerVerdict.Refused>(broken.Judge(alone.Terms));
    }

    [Fact]
    public void AgreesWithTheVectors()
    {
        var cases = SpecVectors.Load("evidence.json").GetProperty("cases").EnumerateArray().ToList();
        Assert.True(cases.Count > 30);
        foreach (var vector in cases)
        {
            var file = System.Text.Encoding.UTF8.GetBytes(vector.GetProperty("file").GetString()!);
            var proven = Evidence.TryDecode(file, out var evidence) && evidence.Judge(test.Terms) is LedgerVerdict.Accepted;
            Assert.True(proven == (vector.GetProperty("expected").GetString() == "accept"), vector.GetProperty("name").GetString());
            Assert.True(evidence is null || evidence.Encode().AsSpan().SequenceEqual(file));
        }
    }

    [Fact]
    public void ReadsNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(17);
        foreach (var seed in new[] { Fork(first[..6], second).Encode(), Broken(Due.AddSeconds(1), Due.AddSeconds(1)).Encode() })
        {
            Assert.True(Evidence.TryDecode(seed, out var read));
            Assert.Equal(seed, read.Encode());
            for (var i = 0; i < 2_000; i++)
            {
                var bytes = random.Mutate(seed);
                Assert.True(!Evidence.TryDecode(bytes, out var evidence) || evidence.Encode().AsSpan().SequenceEqual(bytes));
            }
        }
    }

    private DateTimeOffset Due => test.Clock.GetUtcNow().AddMinutes(15);

    private void Accepts(Evidence evidence) => Assert.IsType<LedgerVerdict.Accepted>(evidence.Judge(test.Terms));

    private void Refuses(Evidence evidence, bool unless = false)
    {
        if (!unless)
        {
            Assert.IsType<LedgerVerdict.Refused>(evidence.Judge(test.Terms));
        }
    }

    private Evidence.Fork Fork(Entry[] small, Entry[] large)
    {
        var tree = TestWitness.TreeOf(large);
        return new(test.Sign(small), test.Sign(large), tree.RootAt(new(small.Length)), tree.ProveConsistency(new(small.Length), tree.Size).Path);
    }

    private Evidence.BrokenPromise Broken(DateTimeOffset time, DateTimeOffset? witnessed)
    {
        var promise = new Promise(test.Log.Origin, second[8].LeafHash, Due.AddMinutes(-15), Due).Sign(test.Log.AcceptKey);
        var checkpoint = test.Cosign(test.Sign(first), 0, time);
        return new(promise, witnessed is { } other ? test.Cosign(checkpoint, 2, other) : checkpoint, TestWitness.TreeOf(first).Leaves);
    }
}
