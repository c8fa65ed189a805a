using Vote.Crypto.Group;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>Honest runs. spec §5</summary>
public sealed class CeremonyTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    public void GivesEveryTrusteeItsShareOfOneKey(int threshold, int trustees)
    {
        using var ceremony = TestCeremony.AtConfirms(threshold, trustees);
        var keys = ceremony.Confirmed[0].Keys;

        Assert.All(ceremony.Confirmed, trustee => Assert.Equal(keys.Of(trustee.Trustee).Verification, trustee.Secret.VerificationKey()));
        Assert.All(ceremony.Confirmed, trustee => Assert.Equal(keys.ElectionKey, trustee.Keys.ElectionKey));
        Assert.All(ceremony.Confirmed, trustee => Assert.Equal(keys.Transcript, trustee.Keys.Transcript));
        Assert.All(ceremony.Confirmed, trustee => Assert.Equal(keys.Of(trustee.Trustee).Signing, trustee.Signing.Public));
        Assert.All(ceremony.Committed, state => Assert.Equal(keys.Ceremony, state.Ceremony));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    public void LetsEveryQuorumAndNoSmallerSetComputeTheKey(int threshold, int trustees)
    {
        using var ceremony = TestCeremony.AtConfirms(threshold, trustees);
        var keys = ceremony.Confirmed[0].Keys;

        foreach (var subset in Subsets.Of(ceremony.Confirmed))
        {
            // The interpolated secret at 0, with the definition's formula.
            var secret = subset.Aggregate(Scalar.Zero, (sum, trustee) => sum + (Weight(trustee, subset) * trustee.Secret.Value));
            Assert.Equal(subset.Count >= threshold, secret * Point.Generator == keys.ElectionKey.Point);
        }
    }

    [Fact]
    public void IsTheSameWhateverTheOrderOfMessages()
    {
        using var ceremony = TestCeremony.AtConfirms(2, 3);
        var record = TestCeremony.Taken(ceremony.Confirmed[1].Complete([.. ceremony.Confirms.Reverse()]));
        Assert.Equal(ceremony.Record().Encode(), record.Encode());
    }

    [Fact]
    public void CanBeContinuedByAnotherProcessAfterEveryStep()
    {
        var policy = new ThresholdPolicy(2, 2);
        var identified = policy.All.Select(trustee =>
            Reopen(IdentityState.Begin(new CeremonySeat(policy, trustee, "名")), IdentityState.TryImport)).ToArray();
        var identities = Array.ConvertAll(identified, state => state.Message);
        var committed = Array.ConvertAll(identified, state => Reopen(TestCeremony.Taken(state.Commit(identities)), CommitState.TryImport));
        var commits = Array.ConvertAll(committed, state => state.Message);
        var revealed = Array.ConvertAll(committed, state => Reopen(TestCeremony.Taken(state.Reveal(commits)), RevealState.TryImport));
        var reveals = Array.ConvertAll(revealed, state => state.Message);
        var shared = Array.ConvertAll(revealed, state => Reopen(TestCeremony.Taken(state.Share(reveals)), ShareState.TryImport));
        var shares = Array.ConvertAll(shared, state => state.Message);
        var confirmed = Array.ConvertAll(shared, state => TestCeremony.Taken(state.Confirm(shares)));
        var confirms = Array.ConvertAll(confirmed, trustee => trustee.Message);

        Assert.True(ConfirmedTrustee.TryImport(confirmed[0].Export(), out var again));
        Assert.Equal(confirmed[0].Export(), again.Export());
        Assert.True(TestCeremony.Taken(again.Complete(confirms)).Verify().Holds);
    }

    [Fact]
    public void UsesEachStateUp()
    {
        using var ceremony = TestCeremony.AtConfirms(2, 2);
        Assert.Throws<ObjectDisposedException>(() => ceremony.Identified[0].Export());
        Assert.Throws<ObjectDisposedException>(() => ceremony.Identified[0].Commit(ceremony.Identities));
        Assert.Throws<ObjectDisposedException>(() => ceremony.Revealed[0].Share(ceremony.Reveals));
        Assert.Throws<ObjectDisposedException>(() => ceremony.Shared[0].Confirm(ceremony.Shares));
    }

    /// <summary>Attack E1: nothing on the wire holds a share in the clear.</summary>
    [Fact]
    public void ShowsNoShareOnTheWire()
    {
        using var ceremony = TestCeremony.AtConfirms(2, 3);
        var wire = ceremony.Record().Encode();
        Assert.All(ceremony.Confirmed, trustee =>
        {
            var spelled = Vote.Canonical.Base64Url.Encode(trustee.Secret.Encode());
            Assert.True(wire.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(spelled)) < 0);
        });
    }

    private static Scalar Weight(ConfirmedTrustee trustee, IReadOnlyList<ConfirmedTrustee> all)
    {
        var weight = Scalar.One;
        foreach (var other in all.Where(other => other != trustee))
        {
            weight *= other.Trustee.Scalar * (other.Trustee.Scalar - trustee.Trustee.Scalar).Invert();
        }

        return weight;
    }

    private delegate bool Import<T>(ReadOnlySpan<byte> bytes, out T? state);

    private static T Reopen<T>(T state, Import<T> import)
        where T : CeremonyState
    {
        var bytes = state.Export();
        Assert.True(import(bytes, out var again));
        Assert.Equal(bytes, again!.Export());
        Assert.False(import(bytes.AsSpan(1), out _));
        Assert.False(import([.. bytes, 0], out _));
        return again;
    }
}
