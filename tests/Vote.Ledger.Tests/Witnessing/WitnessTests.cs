using System.Text;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Tests.Notes;
using Vote.Ledger.Tests.Writing;
using Vote.Ledger.Tree;
using Vote.Ledger.Witnessing;
using Vote.Testing;

namespace Vote.Ledger.Tests.Witnessing;

/// <summary>Each sentence of C2SP tlog-witness that an answer depends on.</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly TestWitness test = new();
    private readonly Entry[] history;

    public WitnessTests() => history = test.History(TestWitness.Acts("act", 9));

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task CosignsWhateverContinuesWhatItKnows()
    {
        var witness = await test.WitnessAsync();
        var known = 0;
        foreach (var size in new[] { 1, 2, 3, 4, 7, 8, 10, 10 })
        {
            var checkpoint = test.Sign(history[..size]);
            var answer = await AddAsync(witness, TestWitness.Request(history, known, checkpoint));

            var line = Assert.IsType<WitnessAnswer.Cosigned>(answer).Cosignature;
            Assert.IsType<LedgerVerdict.Accepted>(test.Log.Policy(1).Check(checkpoint.With(line), test.Clock.GetUtcNow().AddSeconds(-1)));
            Assert.True(Cosignature.TryReadAnswer(Encoding.UTF8.GetBytes(line.ToLine()), test.WitnessKey, checkpoint.Checkpoint, out _));
            known = size;
        }
    }

    [Fact]
    public async Task RemembersOverARestartAndServesWhatItCosigned()
    {
        var hash = Witness.HashOf(test.Log.Origin);
        var first = await test.WitnessAsync();
        Assert.Null(await first.FindAsync(hash, CancellationToken.None));
        await AddAsync(first, TestWitness.Request(history, 0, test.Sign(history[..5])));

        var second = await test.WitnessAsync();
        Assert.Equal(5, Assert.IsType<WitnessAnswer.Conflict>(await AddAsync(second, TestWitness.Request(history, 0, test.Sign(history)))).Known.Value);
        var served = await second.FindAsync(hash, CancellationToken.None);
        Assert.NotNull(served);
        Assert.Equal(5, served.Checkpoint.Size.Value);
        Assert.IsType<LedgerVerdict.Accepted>(served.Verify(test.Log.Origin, test.Log.Key.Public));
        Assert.IsType<LedgerVerdict.Accepted>(test.Log.Policy(1).Check(served));
        Assert.Null(await second.FindAsync(hash[..63] + "z", CancellationToken.None));
    }

    [Fact]
    public async Task DoesNotKnowOtherOriginsWhateverTheirForm()
    {
        var witness = await test.WitnessAsync();
        var body = Encoding.UTF8.GetBytes(
            $"old 0\n\nexample.com/behind-the-sofa\n1\n{Digest.Zero.ToBase64()}\nextension\n\n— example.com/behind-the-sofa {Convert.ToBase64String(new byte[68])}\n");
        Assert.True(CheckpointRequest.TryDecode(body, out var request));

        Assert.IsType<WitnessAnswer.UnknownOrigin>(await AddAsync(witness, request));
    }

    [Fact]
    public async Task RefusesCheckpointsWithoutTheLogsSignatureOrWithABrokenOne()
    {
        var witness = await test.WitnessAsync();
        var checkpoint = test.Sign(history).Checkpoint;
        var foreign = SignedNote.Sign(checkpoint.ToText(), test.Log.Origin.Value, test.Log.AcceptKey);
        var genuine = test.Sign(history);
        var broken = genuine.With(new NoteSignature(test.Log.Origin.Value, genuine.Note.Signatures[0].KeyId, new byte[64]));

        Assert.IsType<WitnessAnswer.NotSigned>(await AddAsync(witness, new(default, [], foreign)));
        Assert.IsType<WitnessAnswer.NotSigned>(await AddAsync(witness, new(default, [], broken.Note)));
    }

    [Fact]
    public async Task IgnoresSignaturesOfUnknownKeysAndDoesNotKeepThem()
    {
        var witness = await test.WitnessAsync();
        var signed = Enumerable.Range(0, 20).Aggregate(test.Sign(history), (note, i) => note.With(new($"stranger.example/{i}", 7, [1, 2, 3])));

        Assert.IsType<WitnessAnswer.Cosigned>(await AddAsync(witness, TestWitness.Request(history, 0, signed)));
        var kept = await witness.FindAsync(Witness.HashOf(test.Log.Origin), CancellationToken.None);
        Assert.Equal([test.Log.Origin.Value, TestLog.WitnessName(0)], kept!.Note.Signatures.Select(line => line.Name));
    }

    [Fact]
    public async Task RefusesAnOldSizeBeyondTheCheckpoint()
    {
        var witness = await test.WitnessAsync();
        Assert.IsType<WitnessAnswer.Malformed>(await AddAsync(witness, new(new(11), [], test.Sign(history).Note)));
    }

    [Fact]
    public async Task NamesTheSizeItKnowsWhenTheOldSizeIsAnother()
    {
        var witness = await test.WitnessAsync();
        await AddAsync(witness, TestWitness.Request(history, 0, test.Sign(history[..4])));

        foreach (var old in new[] { 0, 3, 5 })
        {
            var answer = await AddAsync(witness, TestWitness.Request(history, old, test.Sign(history)));
            Assert.Equal(new(4), Assert.IsType<WitnessAnswer.Conflict>(answer).Known);
        }
    }

    [Fact]
    public async Task RefusesBadShortLongAndSuperfluousProofs()
    {
        var witness = await test.WitnessAsync();
        var head = test.Sign(history);
        Assert.IsType<WitnessAnswer.Inconsistent>(await AddAsync(witness, new(default, [Digest.Zero], head.Note)));

        await AddAsync(witness, TestWitness.Request(history, 0, test.Sign(history[..5])));
        var good = TestWitness.Request(history, 5, head);
        Digest[][] wrong =
        [
            [], [.. good.Proof.Skip(1)], [.. good.Proof, Digest.Zero], [.. good.Proof.Reverse()],
            .. good.Proof.Select((_, i) => good.Proof.Select((node, j) => i == j ? Digest.Zero : node).ToArray()),
        ];
        foreach (var proof in wrong)
        {
            Assert.IsType<WitnessAnswer.Inconsistent>(await AddAsync(witness, good with { Proof = proof }));
        }

        Assert.IsType<WitnessAnswer.Cosigned>(await AddAsync(witness, good));
        Assert.IsType<WitnessAnswer.Inconsistent>(await AddAsync(witness, new(new(10), [Digest.Zero], head.Note)));
    }

    [Fact]
    public async Task TakesAnEmptyTreeOnlyWithItsOwnRoot()
    {
        var witness = await test.WitnessAsync();
        var empty = new Checkpoint(test.Log.Origin, default, TreeHash.Empty).Sign(test.Log.Key);
        var other = new Checkpoint(test.Log.Origin, default, Digest.Zero).Sign(test.Log.Key);

        Assert.IsType<WitnessAnswer.Inconsistent>(await AddAsync(witness, new(default, [], other.Note)));
        Assert.IsType<WitnessAnswer.Cosigned>(await AddAsync(witness, new(default, [], empty.Note)));
        Assert.IsType<WitnessAnswer.Cosigned>(await AddAsync(witness, TestWitness.Request(history, 0, test.Sign(history))));
    }

    [Theory]
    [InlineData(Fault.Before, 0)]
    [InlineData(Fault.After, 10)]
    public async Task CosignsNothingThatItMayNotHaveStored(Fault fault, int known)
    {
        var failing = await test.WitnessAsync(new FaultPlan(0, fault));
        var request = TestWitness.Request(history, 0, test.Sign(history));
        await Assert.ThrowsAsync<IOException>(() => AddAsync(failing, request));

        // The log asks again, of the same process and of one started anew.
        foreach (var witness in new[] { failing, await test.WitnessAsync() })
        {
            var answer = await AddAsync(witness, request);
            if (answer is WitnessAnswer.Conflict conflict)
            {
                Assert.Equal(known, conflict.Known.Value);
                answer = await AddAsync(witness, TestWitness.Request(history, known, test.Sign(history)));
            }

            Assert.IsType<WitnessAnswer.Cosigned>(answer);
            known = 10;
        }
    }

    [Fact]
    public async Task NeverMovesBackHoweverRequestsRace()
    {
        // Two processes on one store: their locks do not meet, so the store decides.
        Witness[] witnesses = [await test.WitnessAsync(), await test.WitnessAsync()];
        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(i =>
            Task.Run(() => AddAsync(witnesses[i % 2], TestWitness.Request(history, 0, test.Sign(history[..(1 + (i % 10))]))))));

        var cosigned = answers.OfType<WitnessAnswer.Cosigned>().ToList();
        Assert.Single(cosigned);
        Assert.All(answers.Except(cosigned), answer => Assert.IsType<WitnessAnswer.Conflict>(answer));
    }

    [Fact]
    public void ReadsOnlyBodiesOfTheForm()
    {
        var body = Encoding.UTF8.GetString(TestWitness.Request(history, 5, test.Sign(history)).Encode());
        Assert.True(CheckpointRequest.TryDecode(Encoding.UTF8.GetBytes(body), out _));

        var nodes = string.Concat(Enumerable.Repeat($"{Digest.Zero.ToBase64()}\n", 63));
        Assert.True(Reads($"old 5\n{nodes}\n" + Tail(body)));
        Assert.False(Reads($"old 5\n{nodes}{Digest.Zero.ToBase64()}\n\n" + Tail(body)));
        Assert.All(
            (string[])["old 05\n", "old -5\n", "old 5 \n", "Old 5\n", "old\n", "old 5\r\n", "old 9223372036854775808\n", "5\n", "\n"],
            first => Assert.False(Reads(body.Replace("old 5\n", first, StringComparison.Ordinal))));
        Assert.False(Reads(body[..^1]));
        Assert.False(Reads(""));
    }

    [Fact]
    public void AcceptsNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(5);
        var seed = TestWitness.Request(history, 5, test.Sign(history)).Encode();
        for (var i = 0; i < 3_000; i++)
        {
            var bytes = random.Mutate(seed);
            Assert.True(!CheckpointRequest.TryDecode(bytes, out var request) || request.Encode().AsSpan().SequenceEqual(bytes));
        }
    }

    private static bool Reads(string body) => CheckpointRequest.TryDecode(Encoding.UTF8.GetBytes(body), out _);

    private static string Tail(string body) => body[(body.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];

    private static Task<WitnessAnswer> AddAsync(Witness witness, CheckpointRequest request) => witness.AddAsync(request, CancellationToken.None);
}
