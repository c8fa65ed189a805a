using Vote.Canonical;
using Vote.Ledger.Notes;
using Vote.Testing;

namespace Vote.Ledger.Tests.Notes;

public sealed class CheckpointTests : IDisposable
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    private readonly TestLog log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public void RoundTripsAndVerifies()
    {
        var signed = Signed();

        Assert.True(SignedCheckpoint.TryDecode(signed.Encode(), out var decoded));
        Assert.Equal(signed.Checkpoint, decoded.Checkpoint);
        Assert.IsType<LedgerVerdict.Accepted>(decoded.Verify(log.Origin, log.Key.Public));
    }

    [Fact]
    public void RejectsAnotherKeyAndAnotherOrigin()
    {
        Assert.True(LogOrigin.TryParse("vote.example/log/ffffffffffffffffffffffffffffffff", out var other));

        Refuses(LedgerRefusal.WrongNote, Signed().Verify(log.Origin, log.AcceptKey.Public));
        Refuses(LedgerRefusal.WrongNote, Signed().Verify(other, log.Key.Public));
    }

    [Theory]
    [InlineData("{0}\n7\n{1}\nextension\n")]
    [InlineData("{0}\n07\n{1}\n")]
    [InlineData("{0}\n-1\n{1}\n")]
    [InlineData("{0}\n+7\n{1}\n")]
    [InlineData("{0}\n9223372036854775808\n{1}\n")]
    [InlineData("{0}\n7\n{1}")]
    [InlineData("{0}\n7\n{1}\n\n")]
    [InlineData("{0}\n7\nAAAA\n")]
    [InlineData("other\n7\n{1}\n")]
    [InlineData("{0}\n7\n")]
    public void RejectsTextsThatAreNoCheckpoint(string form) =>
        Assert.False(Checkpoint.TryParse(string.Format(null, form, log.Origin, Digest.Zero.ToBase64()), out _));

    [Theory]
    [InlineData("vote.example/log/000102030405060708090A0B0C0D0E0F")]
    [InlineData("Vote.example/log/000102030405060708090a0b0c0d0e0f")]
    [InlineData("/log/000102030405060708090a0b0c0d0e0f")]
    [InlineData("vote.example/000102030405060708090a0b0c0d0e0f")]
    [InlineData("vote.example/log/000102030405060708090a0b0c0d0e0f/")]
    [InlineData("vote.example/log/000102030405060708090a0b0c0d0e0f\n")]
    [InlineData("https://vote.example/log/000102030405060708090a0b0c0d0e0f")]
    [InlineData("vote example/log/000102030405060708090a0b0c0d0e0f")]
    public void RejectsOriginsOfAnotherForm(string text) => Assert.False(LogOrigin.TryParse(text, out _));

    [Fact]
    public void CountsCosignaturesOfKnownWitnesses()
    {
        var signed = Signed().With(Cosigned(0)).With(Cosigned(2));

        Assert.IsType<LedgerVerdict.Accepted>(log.Policy(2).Check(signed));
        Refuses(LedgerRefusal.NoQuorum, log.Policy(3).Check(signed));
        Assert.IsType<LedgerVerdict.Accepted>(WitnessPolicy.None.Check(signed));
    }

    [Fact]
    public void CountsAWitnessOnceHoweverOftenItCosigned() =>
        Refuses(LedgerRefusal.NoQuorum, log.Policy(2).Check(Signed().With(Cosigned(0)).With(Cosigned(0)).With(Cosigned(0, Time.AddDays(1)))));

    [Fact]
    public void CountsOnlyCosignaturesLaterThanATime()
    {
        var signed = Signed().With(Cosigned(0)).With(Cosigned(1, Time.AddSeconds(1)));

        Assert.IsType<LedgerVerdict.Accepted>(log.Policy(1).Check(signed, Time));
        Refuses(LedgerRefusal.NoQuorum, log.Policy(2).Check(signed, Time));
    }

    [Fact]
    public void RefusesACosignatureOfAnotherCheckpointOrTime()
    {
        var other = new Checkpoint(log.Origin, new(8), Digest.Zero);
        var foreign = Cosignature.Sign(other, TestLog.WitnessName(0), log.Witnesses[0], Time);
        Refuses(LedgerRefusal.WrongNote, log.Policy(1).Check(Signed().With(foreign)));

        var shifted = Cosigned(0).Content.ToArray();
        shifted[7] ^= 1;
        var name = TestLog.WitnessName(0);
        var moved = new NoteSignature(name, log.Policy(1).Witnesses[0].Id, shifted);
        Refuses(LedgerRefusal.WrongNote, log.Policy(1).Check(Signed().With(moved)));
    }

    [Fact]
    public void RefusesPoliciesThatCannotBeMetOrCountAKeyTwice()
    {
        var witness = log.Policy(1).Witnesses[0];

        Assert.Throws<ArgumentException>(() => log.Policy(4));
        Assert.Throws<ArgumentException>(() => new WitnessPolicy([witness, new NoteKey("b", witness.Type, witness.Key)], 1));
        Assert.Throws<ArgumentException>(() => new WitnessPolicy([log.Origin.LogKey(log.Key.Public)], 1));
    }

    [Fact]
    public void VerifiesTheCosignedCheckpointOfTheVectors()
    {
        var vector = SpecVectors.Load("signed-note.json").GetProperty("cosigned");
        var note = System.Text.Encoding.UTF8.GetBytes(vector.GetProperty("note").GetString()!);
        Assert.True(NoteKey.TryParse(vector.GetProperty("witness").GetString()!, out var witness));
        Assert.True(NoteKey.TryParse(vector.GetProperty("log").GetString()!, out var key));

        Assert.True(SignedCheckpoint.TryDecode(note, out var signed));
        Assert.IsType<LedgerVerdict.Accepted>(signed.Verify(signed.Checkpoint.Origin, key.Key));
        Assert.IsType<LedgerVerdict.Accepted>(new WitnessPolicy([witness], 1).Check(signed));
        Assert.Equal(
            vector.GetProperty("policy").GetString(),
            System.Text.Encoding.UTF8.GetString(new WitnessPolicy([witness], 1).ToFile(key)));
    }

    private static void Refuses(LedgerRefusal reason, LedgerVerdict verdict) =>
        Assert.Equal(reason, Assert.IsType<LedgerVerdict.Refused>(verdict).Reason);

    private SignedCheckpoint Signed() => new Checkpoint(log.Origin, new(7), Digest.Sha256("root"u8)).Sign(log.Key);

    private NoteSignature Cosigned(int witness, DateTimeOffset? time = null) =>
        Cosignature.Sign(Signed().Checkpoint, TestLog.WitnessName(witness), log.Witnesses[witness], time ?? Time);
}
