using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Hpke;
using Vote.Identity.Enrolments;
using Vote.Identity.Evidence;
using Vote.Identity.Slots;
using Vote.Identity.Tests.Enrolments;
using Vote.Identity.Tests.Jpki;

namespace Vote.Identity.Tests.Evidence;

[Collection(JpkiCollection.Name)]
public sealed class SealedRecordTests : IAsyncLifetime, IDisposable
{
    private readonly EnrolmentFixture fixture;
    private readonly JpkiFixture jpki;
    private readonly SigningKey key = SigningKey.Generate();
    private EnrolmentGranted granted = null!;

    public SealedRecordTests(JpkiFixture jpki)
    {
        this.jpki = jpki;
        fixture = new EnrolmentFixture(jpki.Trust, JpkiFixture.HanakoAttributes, JpkiFixture.TaroAttributes);
    }

    public async Task InitializeAsync() => granted = await fixture.GrantAsync(jpki.Hanako, key.Public, Generation.First);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        fixture.Dispose();
        key.Dispose();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(3, 2)]
    public void OpensForAnyTwoOfficers(int first, int second)
    {
        Assert.True(SealedRecord.TryDecode(granted.Evidence.Encode(), out var record));
        using var one = Share(record, first);
        using var other = Share(record, second);
        Assert.True(record.TryOpen(one, other, out var opened));

        Assert.Equal(key.Public, opened.Credential);
        Assert.Equal(granted.Slot, opened.Slot);
        Assert.Equal(Generation.First, opened.Generation);
        Assert.Equal(fixture.List.Commitments[opened.Slot.Number - 1], SlotCommitment.To(opened.Tag, opened.SlotOpening));
        Assert.Equal(fixture.Key.TagOf(opened.Row), opened.Tag);
        Assert.Equal(ActTimeOf(JpkiFixture.Now), opened.Received.ToString());
    }

    [Fact]
    public void DoesNotOpenForAnotherOfficer()
    {
        using var stranger = HpkePrivateKey.Generate();

        Assert.False(granted.Evidence.TryOpenShare(stranger, new AuditorNumber(1), out _));
        Assert.False(granted.Evidence.TryOpenShare(fixture.Officers[0], new AuditorNumber(2), out _));
    }

    [Fact]
    public void DoesNotOpenWithOneOfficerTwice()
    {
        using var share = Share(granted.Evidence, 1);

        Assert.Throws<ArgumentException>(() => granted.Evidence.TryOpen(share, share, out _));
    }

    [Fact]
    public async Task DoesNotOpenWithSharesOfAnotherRecord()
    {
        using var other = SigningKey.Generate();
        var foreign = await fixture.GrantAsync(jpki.Taro, other.Public, Generation.First);
        using var first = Share(granted.Evidence, 1);
        using var second = Share(foreign.Evidence, 2);

        Assert.False(granted.Evidence.TryOpen(first, second, out _));
        Assert.NotEqual(granted.Act, foreign.Act);
    }

    [Fact]
    public void HidesTheRecord()
    {
        using var first = Share(granted.Evidence, 1);
        using var second = Share(granted.Evidence, 2);
        Assert.True(granted.Evidence.TryOpen(first, second, out var opened));

        // The same record sealed again has another commitment: it cannot be found by guessing.
        Assert.NotEqual(granted.Act, fixture.Sealer.Seal(opened).Commitment);
    }

    [Fact]
    public void RefusesContentThatIsNotWhatTheCommitmentSays()
    {
        using var first = Share(granted.Evidence, 1);
        using var second = Share(granted.Evidence, 2);
        Assert.True(granted.Evidence.TryOpen(first, second, out var opened));
        var contentKey = new byte[ContentCipher.KeyLength];
        var shares = SecretSharing.Split(contentKey);
        var wrongOpening = new byte[ActCommitment.OpeningLength];
        byte[] plaintext = [.. wrongOpening, .. opened.Encode()];
        var forged = new SealedRecord(
            granted.Act,
            ContentCipher.Seal(contentKey, plaintext, granted.Act),
            [.. shares.Select((share, i) => HpkeBase.Seal(
                fixture.Officers[i].Public, EvidenceSealer.InfoOf(granted.Act, new AuditorNumber(i + 1)), [], share))]);
        using var one = Share(forged, 1);
        using var other = Share(forged, 2);

        Assert.False(forged.TryOpen(one, other, out _));
    }

    [Fact]
    public void OpensNoMutantAsAnythingElse()
    {
        var bytes = granted.Evidence.Encode();
        foreach (var mutant in Mutator.Mutants(bytes, 300))
        {
            if (!SealedRecord.TryDecode(mutant, out var record))
            {
                continue;
            }

            Assert.Equal(mutant, record.Encode());
            if (record.TryOpenShare(fixture.Officers[0], new AuditorNumber(1), out var first)
                && record.TryOpenShare(fixture.Officers[1], new AuditorNumber(2), out var second)
                && record.TryOpen(first, second, out var opened))
            {
                // Only the third officer's share is not looked at here.
                Assert.Equal(key.Public, opened.Credential);
                Assert.Equal(granted.Act, record.Commitment);
            }
        }
    }

    [Fact]
    public void DecodesAPrivateRecordsMutantsToThemselvesOrNotAtAll()
    {
        using var first = Share(granted.Evidence, 1);
        using var second = Share(granted.Evidence, 2);
        Assert.True(granted.Evidence.TryOpen(first, second, out var opened));

        Assert.All(Mutator.Mutants(opened.Encode(), 2000), mutant =>
        {
            if (PrivateRecord.TryDecode(mutant, out var record))
            {
                Assert.Equal(mutant, record.Encode());
            }
        });
    }

    [Fact]
    public void MatchesThePinnedCommitment()
    {
        var vector = Vectors.Read("identity.json").GetProperty("act_commitment");
        Assert.True(Digest.TryDecode(vector.Bytes("record_hash"), out var hash));

        Assert.Equal(vector.Text("commitment"), ActCommitment.To(hash, vector.Bytes("opening")).ToHex());
    }

    [Fact]
    public void NeedsThreeDifferentOfficers()
    {
        var officer = fixture.Officers[0].Public;

        Assert.Throws<ArgumentException>(() => new EvidenceSealer([officer, fixture.Officers[1].Public]));
        Assert.Throws<ArgumentException>(() => new EvidenceSealer([officer, officer, fixture.Officers[1].Public]));
    }

    [Fact]
    public async Task IsStoredOnce()
    {
        var directory = Directory.CreateTempSubdirectory("evidence-").FullName;
        var store = new EvidenceFolder(directory);

        await store.AppendAsync(granted.Evidence, CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => store.AppendAsync(granted.Evidence, CancellationToken.None));

        var file = Path.Combine(directory, granted.Act.ToHex() + ".json");
        Assert.Equal(granted.Evidence.Encode(), await File.ReadAllBytesAsync(file));
        Directory.Delete(directory, recursive: true);
    }

    private static string ActTimeOf(DateTimeOffset at) => Vote.Identity.Acts.ActTime.Of(at).ToString();

    private EvidenceShare Share(SealedRecord record, int auditor)
    {
        Assert.True(record.TryOpenShare(fixture.Officers[auditor - 1], new AuditorNumber(auditor), out var share));
        return share;
    }
}
