using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Tests.Shuffle;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// A9: Neff's shuffle with repeated or zero blinding. Ours is Terelius and Wikström's, which has no such values in its payload; what corresponds are
/// the commitments: the identity has no encoding, and no commitment serves two rows or two shuffles.
/// </summary>
public sealed class A9_RepeatedBlindingTests
{
    [Fact]
    public void RefusesReusedCommitmentsAndRepeatedOutputs()
    {
        var mix = new Mix(3, 1);
        var (honest, other) = (mix.Honest(), mix.Honest());
        Point[] repeated = [honest.Commitments[1], .. honest.Commitments.Skip(1)];
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(honest.Output, repeated, honest.Chain, honest.Proof)));
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(other.Output, honest.Commitments, honest.Chain, honest.Proof)));
        Assert.IsType<Verdict.Rejected>(mix.Verify(new(other.Output, honest.Commitments, other.Chain, other.Proof)));
    }

    /// <summary>33 zero bytes, or any other spelling of the identity, in each place of an element.</summary>
    [Fact]
    public void HasNoSpellingOfAZeroCommitment()
    {
        var mix = new Mix(2, 1);
        var payload = mix.Honest().Encode();
        for (var element = 0; element < (2 * 2) + 2 + 2; element++)
        {
            foreach (var prefix in new byte[] { 0, 2, 3 })
            {
                byte[] changed = [.. payload];
                changed.AsSpan(Point.Size * element, Point.Size).Clear();
                changed[Point.Size * element] = prefix;
                Assert.True(
                    !ShuffledRows.TryDecode(2, 1, changed, out var decoded) || mix.Verify(decoded) is Verdict.Rejected,
                    $"element {element}, prefix {prefix}");
            }
        }
    }

    /// <summary>The mixer's own scalars come fresh for every row and every shuffle, and are never zero.</summary>
    [Fact]
    public void DrawsEveryScalarAnew()
    {
        using var one = ShuffleSecrets.Draw(200, 2);
        using var two = ShuffleSecrets.Draw(200, 2);
        Scalar[] all = [.. one.Commitments, .. one.Reencryptions, .. one.Chain, .. two.Commitments, .. two.Reencryptions, .. two.Chain];
        Assert.Equal(2 * 800, all.Distinct().Count());
        Assert.DoesNotContain(all, scalar => scalar.IsZero);
    }
}
