using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;

namespace Vote.Crypto.Tests.Shuffle;

public sealed class ShuffleVerifierTests
{
    private static readonly Mix Mixed = new(3, 2);
    private static readonly byte[] Honest = Mixed.Honest().Encode();

    /// <summary>Every 33-byte element and every 32-byte scalar of the payload, one bit at a time.</summary>
    [Fact]
    public void RejectsEveryTamperedField()
    {
        for (var position = 0; position < Honest.Length; position += 11)
        {
            foreach (var mask in new byte[] { 1, 0x80 })
            {
                if (Mixed.WithByte(Honest, position, mask) is { } shuffled)
                {
                    Assert.IsType<Verdict.Rejected>(Mixed.Verify(shuffled));
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-33)]
    [InlineData(1)]
    [InlineData(33)]
    public void RefusesEveryOtherLength(int difference)
    {
        var length = difference == 0 ? 0 : Honest.Length + difference;
        var payload = new byte[length];
        Honest.AsSpan(0, Math.Min(length, Honest.Length)).CopyTo(payload);
        Assert.False(ShuffledRows.TryDecode(3, 2, payload, out _));
        Assert.False(ShuffledRows.TryDecode(3, 2, (byte[])[.. Honest, .. Honest], out _));
    }

    [Fact]
    public void RejectsAnotherPlaceElectionOrInput()
    {
        Assert.True(ShuffledRows.TryDecode(3, 2, Honest, out var shuffled));
        ShuffleStatement[] others =
        [
            Mixed.Statement(place: new(2, 1, 1)),
            Mixed.Statement(place: new(1, 2, 1)),
            Mixed.Statement(place: new(1, 1, 2)),
            Mixed.Statement(election: new(Digest.Sha256("another election"u8))),
            Mixed.Statement(input: new(2, [.. Mixed.Input.Cells.Skip(2), .. Mixed.Input.Cells.Take(2)])),
        ];
        Assert.IsType<Verdict.Accepted>(Mixed.Verify(shuffled));
        Assert.All(others, other => Assert.IsType<Verdict.Rejected>(ShuffleVerifier.Verify(other, shuffled)));
    }

    [Fact]
    public void RejectsOutputsInAnotherOrder()
    {
        Assert.True(ShuffledRows.TryDecode(3, 2, Honest, out var shuffled));
        CiphertextRows[] others =
        [
            new(2, [.. shuffled.Output.Cells.Skip(2), .. shuffled.Output.Cells.Take(2)]),
            new(2, [.. shuffled.Output.Cells.Take(2), .. shuffled.Output.Cells.Take(4)]),
            new(2, [shuffled.Output[0, 1], shuffled.Output[0, 0], .. shuffled.Output.Cells.Skip(2)]),
            new(2, [new(shuffled.Output[0, 0].B, shuffled.Output[0, 0].A), .. shuffled.Output.Cells.Skip(1)]),
        ];
        Assert.All(others, output => Assert.IsType<Verdict.Rejected>(Mixed.Verify(new(output, shuffled.Commitments, shuffled.Chain, shuffled.Proof))));
    }

    [Fact]
    public void RejectsRowsOfAnotherShape()
    {
        var wider = new Mix(3, 3).Honest();
        var longer = new Mix(4, 2).Honest();
        Assert.IsType<Verdict.Rejected>(Mixed.Verify(wider));
        Assert.IsType<Verdict.Rejected>(Mixed.Verify(longer));
    }

    /// <summary>The control: the same prover with honest outputs is believed.</summary>
    [Fact]
    public void AcceptsTheForgersHonestShuffle() =>
        Assert.IsType<Verdict.Accepted>(new ShuffleForger(new Mix(4, 1)).ProveWithOutputs(cells => [.. cells]));
}
