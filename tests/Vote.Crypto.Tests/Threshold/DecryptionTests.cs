using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Testing;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>Honest decryptions and their limits. spec §8.2, §8.3</summary>
public sealed class DecryptionTests
{
    private static readonly long[] Numbers = [0, 1, 17, 250_000];

    /// <summary>Every 2 ≤ t ≤ n ≤ 5; with more, every quorum is the same code over longer lists.</summary>
    public static TheoryData<int, int> Policies
    {
        get
        {
            var policies = new TheoryData<int, int>();
            for (var trustees = 2; trustees <= 5; trustees++)
            {
                for (var threshold = 2; threshold <= trustees; threshold++)
                {
                    policies.Add(threshold, trustees);
                }
            }

            return policies;
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void DecryptsWithEveryQuorumAfterACeremony(int threshold, int trustees)
    {
        using var ceremony = TestCeremony.AtConfirms(threshold, trustees);
        var keys = ceremony.Confirmed[0].Keys;
        var statement = Tally.StatementOf(Numbers.Select(number => keys.ElectionKey.EncryptNumber(Scalar.FromInt64(number), Scalar.Random())));
        var shares = Array.ConvertAll(
            ceremony.Confirmed, trustee => DecryptionShare.Create(statement, trustee.Secret, null, CancellationToken.None));

        Assert.All(shares, share => Assert.IsType<Verdict.Accepted>(share.Verify(statement, keys.Of(share.Trustee).Verification)));
        foreach (var quorum in Subsets.OfSize(shares, threshold))
        {
            var elements = Decryption.CombineVartime(statement.Input, quorum, keys.Policy, CancellationToken.None);
            Assert.Equal(Numbers.Select(number => Scalar.FromInt64(number) * Point.Generator), elements);
        }
    }

    [Fact]
    public void RefusesAnotherNumberOfSharesOrOneTwice()
    {
        using var tally = new Tally(2, 3, Numbers);
        var (one, two, three) = (tally.Share(1), tally.Share(2), tally.Share(3));
        Assert.Throws<ArgumentException>(() => tally.Combine([one]));
        Assert.Throws<ArgumentException>(() => tally.Combine([one, two, three]));
        Assert.Throws<ArgumentException>(() => tally.Combine([one, one]));
    }

    [Fact]
    public void LeavesOutWhatNeedsNoTrustee()
    {
        using var tally = new Tally(2, 3, 5, 6);
        var bare = new Ciphertext(Point.Identity, Scalar.FromInt64(3) * Point.Generator);
        var statement = Tally.StatementOf([bare, tally.Ciphertexts[0], Ciphertext.Zero, tally.Ciphertexts[1]]);
        var shares = new[] { tally.Share(1, statement), tally.Share(3, statement) };

        Assert.Equal(2, statement.Input.SharedCount);
        Assert.All(shares, share => Assert.Equal(2, share.Values.Count));
        Assert.All(shares, share => Assert.IsType<Verdict.Accepted>(tally.Verify(share, statement)));
        Assert.Equal(
            new long[] { 3, 5, 0, 6 }.Select(number => Scalar.FromInt64(number) * Point.Generator), tally.Combine(shares, statement));
    }

    [Fact]
    public void HasNoSharesWhenNothingIsEncrypted()
    {
        using var tally = new Tally(2, 2);
        var statement = Tally.StatementOf([Ciphertext.Zero, Ciphertext.Zero]);
        Assert.Throws<InvalidOperationException>(() => tally.Share(1, statement));
        Assert.False(DecryptionShare.TryDecode(new TrusteeIndex(1), new byte[DecryptionShare.Length(0)], 0, out _));
        Assert.All(tally.Combine([], statement), element => Assert.True(element.IsIdentity));
    }

    [Fact]
    public void BindsABThatIsTheIdentity()
    {
        using var tally = new Tally(2, 2, 5);
        var hollow = new Ciphertext(tally.Ciphertexts[0].A, Point.Identity);
        var statement = Tally.StatementOf([hollow]);
        Assert.IsType<Verdict.Accepted>(tally.Verify(tally.Share(1, statement), statement));
        Assert.NotEqual(tally.Statement.Input.Hash, statement.Input.Hash);
    }

    [Fact]
    public void RoundTripsAndRefusesEveryOtherLength()
    {
        using var tally = new Tally(2, 2, Numbers);
        var payload = tally.Share(1).Encode();
        var (trustee, count) = (new TrusteeIndex(1), Numbers.Length);
        Assert.Equal(DecryptionShare.Length(count), payload.Length);
        Assert.True(DecryptionShare.TryDecode(trustee, payload, count, out var decoded));
        Assert.Equal(payload, decoded.Encode());

        // Attack A7: N − 1, N + 1, 2N, 0, before any arithmetic.
        Assert.All([count - 1, count + 1, 2 * count, 0, -1], other => Assert.False(DecryptionShare.TryDecode(trustee, payload, other, out _)));
        Assert.False(DecryptionShare.TryDecode(trustee, payload.AsSpan(1), count, out _));
        Assert.False(DecryptionShare.TryDecode(trustee, [.. payload, 0], count, out _));
    }

    [Fact]
    public void DecodesNothingButItsOwnEncodingUnderMutation()
    {
        using var tally = new Tally(2, 2, Numbers);
        var honest = tally.Share(1).Encode();
        var random = new Mutator(13);
        for (var i = 0; i < 500; i++)
        {
            var bytes = random.Mutate(honest);
            if (DecryptionShare.TryDecode(new TrusteeIndex(1), bytes, Numbers.Length, out var decoded))
            {
                Assert.Equal(bytes, decoded.Encode());
                Assert.True(tally.Verify(decoded) is Verdict.Rejected || bytes.AsSpan().SequenceEqual(honest));
            }
        }
    }

    [Fact]
    public void ReportsEveryCiphertextAndStopsWhenAsked()
    {
        using var tally = new Tally(2, 2, Numbers);
        var reports = new System.Collections.Concurrent.ConcurrentBag<int>();
        DecryptionShare.Create(tally.Statement, tally.Secrets[0], new Listener(reports.Add), CancellationToken.None);
        Assert.Equal([1, 2, 3, 4], reports.Order());

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => DecryptionShare.Create(tally.Statement, tally.Secrets[0], null, stop.Token));
    }

    private sealed class Listener(Action<int> listen) : IProgress<int>
    {
        public void Report(int value) => listen(value);
    }
}
