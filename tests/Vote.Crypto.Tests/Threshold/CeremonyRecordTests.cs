using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Testing;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>What a stranger finds in a published ceremony. spec §5, §10</summary>
public sealed class CeremonyRecordTests : IDisposable
{
    private readonly TestCeremony ceremony = TestCeremony.AtConfirms(2, 3);

    private readonly CeremonyRecord record;

    public CeremonyRecordTests() => record = ceremony.Record();

    [Fact]
    public void HoldsAfterAnHonestCeremony()
    {
        Assert.True(CeremonyRecord.TryDecode(record.Encode(), out var decoded));
        Assert.Equal(record.Encode(), decoded.Encode());
        var report = decoded.Verify();
        Assert.True(report.Holds);
        Assert.True(report.TryGetKeys(out var keys));
        Assert.True(report.CompareWith(ceremony.Confirmed[2].Keys).Holds);
        Assert.Equal(ceremony.Confirmed[0].Keys.ElectionKey, keys.ElectionKey);
    }

    /// <summary>No value can be changed unnoticed, whatever it is.</summary>
    [Fact]
    public void FailsWhenAnySingleValueIsChanged()
    {
        var declared = ceremony.Confirmed[0].Keys;
        var changes = 0;
        foreach (var changed in Tamper.EveryLeaf(record.Source))
        {
            changes++;
            if (CeremonyRecord.TryRead((CanonicalObject)changed, out var tampered))
            {
                var report = tampered.Verify();
                Assert.False(report.Holds && report.CompareWith(declared).Holds);
            }
        }

        Assert.InRange(changes, 100, 1000);
    }

    [Theory]
    [InlineData("identities", true, false, false)]
    [InlineData("commits", true, true, true)]
    [InlineData("reveals", true, false, false)]
    [InlineData("shares", true, true, true)]
    public void SaysWhichChecksItCouldNotReach(string phase, bool messages, bool proofs, bool confirmations)
    {
        Assert.True(record.Source.TryGet(phase, out var list));
        var shorter = CanonicalValue.List(((CanonicalArray)list).Items.Take(2));
        Assert.True(CeremonyRecord.TryRead(record.Source.Without(phase).With(phase, shorter), out var tampered));

        var report = tampered.Verify();
        Assert.Equal((messages, proofs, confirmations), (report.Messages.Reached, report.Proofs.Reached, report.Confirmations.Reached));
        Assert.False(report.Holds);
        Assert.False(report.TryGetKeys(out _));
        Assert.Contains(report.Messages.Faults, fault => fault is { Kind: CeremonyFaultKind.MissingTrustee, Culprits: [{ Value: 3 }] });
    }

    [Fact]
    public void FailsWithoutAllConfirmations()
    {
        Assert.True(record.Source.TryGet("confirms", out var list));
        var shorter = CanonicalValue.List(((CanonicalArray)list).Items.Skip(1));
        Assert.True(CeremonyRecord.TryRead(record.Source.Without("confirms").With("confirms", shorter), out var tampered));
        var report = tampered.Verify();
        Assert.True(report.Messages.Holds && report.Proofs.Holds);
        Assert.Equal(CeremonyFaultKind.MissingTrustee, Assert.Single(report.Confirmations.Faults).Kind);
        Assert.False(report.CompareWith(ceremony.Confirmed[0].Keys).Holds);
    }

    [Fact]
    public void RefusesMessagesOutOfOrder()
    {
        Assert.True(record.Source.TryGet("shares", out var list));
        var reversed = CanonicalValue.List(((CanonicalArray)list).Items.Reverse());
        Assert.True(CeremonyRecord.TryRead(record.Source.Without("shares").With("shares", reversed), out var tampered));
        Assert.Contains(tampered.Verify().Messages.Faults, fault => fault.Kind == CeremonyFaultKind.UnexpectedTrustee);
    }

    [Fact]
    public void NoticesEveryDifferenceFromTheManifest()
    {
        var keys = ceremony.Confirmed[0].Keys;
        var (first, second) = (keys.Trustees[0], keys.Trustees[1]);
        var report = record.Verify();
        TrusteeKeys[] others =
        [
            keys with { Policy = new ThresholdPolicy(3, 3) },
            keys with { ElectionKey = new(keys.ElectionKey.Point + Point.Generator) },
            keys with { Ceremony = Digest.Zero },
            keys with { Transcript = Digest.Zero },
            keys with { Trustees = [first, second] },
            keys with { Trustees = [second, first, keys.Trustees[2]] },
            keys with { Trustees = [first with { Signing = second.Signing }, second, keys.Trustees[2]] },
            keys with { Trustees = [first with { Verification = second.Verification }, second, keys.Trustees[2]] },
        ];
        Assert.All(others, declared => Assert.Contains(
            report.CompareWith(declared).Faults, fault => fault.Kind == CeremonyFaultKind.ManifestDiffers));
    }

    [Fact]
    public void DecodesNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(11);
        var honest = record.Encode();
        for (var i = 0; i < 300; i++)
        {
            var bytes = random.Mutate(honest);
            if (CeremonyRecord.TryDecode(bytes, out var decoded))
            {
                Assert.Equal(bytes, decoded.Encode());
                Assert.True(!decoded.Verify().Holds || bytes.AsSpan().SequenceEqual(honest));
            }
        }
    }

    public void Dispose() => ceremony.Dispose();
}
