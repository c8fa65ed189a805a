using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;
using Vote.Tally.Record;
using Vote.Tally.Terminal;
using Vote.Tally.Tests.Elections;

namespace Vote.Tally.Tests.Attacks;

/// <summary>
/// E31: an entry where none may stand, so that tools ignore what came before. Every type of entry is put into every place of a small record, signed as it should be.
/// Intake, appender and auditor share one state machine; it is held here against the table of spec/ledger.md §4, written down a second time.
/// </summary>
[Collection(MockElectionCollection.Name)]
public sealed class E31_EntriesOutOfOrderTests(MockElection election) : ForgedElection(election)
{
    [Fact]
    public async Task EveryTypeAtEveryPlaceIsTakenWhereTheTableAllowsIt()
    {
        var whole = await Forge.WholeAsync();
        EntryBody[] samples =
        [
            .. whole.GroupBy(entry => entry.Body.Type).Select(type => type.First().Body), new AdministratorAct("an act"), Declared,
        ];
        Assert.Equal(11, samples.Length);
        var phase = ElectionPhase.Start;
        var tried = 0;
        foreach (var next in whole.Select(entry => entry.Body).Append(null))
        {
            foreach (var sample in samples)
            {
                tried++;
                var taken = phase.Advance(sample, out _) is Vote.Ledger.LedgerVerdict.Accepted;
                Assert.True(taken == Allowed(phase, sample), $"{sample.Type} while {phase.Current}, before {next?.Type}");
            }

            if (next is not null)
            {
                Assert.IsType<Vote.Ledger.LedgerVerdict.Accepted>(phase.Advance(next, out phase));
            }
        }

        Assert.Equal(samples.Length * (whole.Count + 1), tried);
    }

    /// <summary>A second close between ballots, a stray entry before the ballot of an enrolment: no record of it can be written, whoever signs.</summary>
    [Fact]
    public async Task NoRecordWithAStrayEntryIsWritten()
    {
        var voting = await Forge.VotingAsync();
        Entry[] strays =
        [
            Forge.Sign(new OverridesClosed()), Forge.Sign(new AdministratorAct("between")), Forge.Closing(voting.Take(2)), voting[0],
        ];
        foreach (var stray in strays)
        {
            var error = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Forge.FailedAsync([.. voting.Take(2), stray, .. voting.Skip(2)]));
            Assert.Contains("OutOfOrder", error.Message, StringComparison.Ordinal);
        }

        // A close after which ballots go on.
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Forge.FailedAsync([.. voting.Take(3), Forge.Closing(voting.Take(3)), .. voting.Skip(3)]));
    }

    private static AnchorDeclared Declared
    {
        get
        {
            Assert.True(Vote.Ledger.Anchors.EthereumAddress.TryParse($"0x{new string('a', 40)}", out var address));
            return new(new(1, address, Digest.Zero, address, new(0), Required: false));
        }
    }

    private static bool Allowed(ElectionPhase phase, EntryBody body)
    {
        if (phase.AwaitedBallot is { } awaited)
        {
            return body is BallotCast ballot && ballot.Place.Slot == awaited.Slot && ballot.Credential == awaited.Credential;
        }

        return (phase.Current, body) switch
        {
            (Phase.Unopened, ElectionOpened) => true,
            (Phase.Unopened or Phase.Finished, _) => false,
            (_, AdministratorAct or AnchorDeclared) => true,
            (Phase.Voting, CredentialEnrolled or BallotCast or VotingClosed) => true,
            (Phase.Closed, OverridesClosed) => true,
            (Phase.OverridesClosed, TallyInput) => true,
            (Phase.Mixing, Shuffle shuffle) => shuffle.Round == 1 + Rounds(phase),
            (Phase.Mixing, Result) => true,
            (Phase.Mixing, DecryptionShare) => true,
            (Phase.Decrypting, Result) => true,
            (Phase.Decrypting, DecryptionShare share) => !Shared(phase, share),
            _ => false,
        };
    }

    /// <summary>The sample shuffle is the first round of trustee 3, and fits as long as nothing was mixed.</summary>
    private static int Rounds(ElectionPhase phase) => phase.Advance(new Shuffle(2, 2, 1, new(Array.Empty<byte>())), out _) is Vote.Ledger.LedgerVerdict.Accepted ? 1
        : phase.Advance(new Shuffle(2, 3, 1, new(Array.Empty<byte>())), out _) is Vote.Ledger.LedgerVerdict.Accepted
            || phase.Advance(new Shuffle(2, 3, 2, new(Array.Empty<byte>())), out _) is Vote.Ledger.LedgerVerdict.Accepted ? 2 : 0;

    /// <summary>The sample share is trustee 2's, the first of the record.</summary>
    private static bool Shared(ElectionPhase phase, DecryptionShare share) => phase.Current == Phase.Decrypting && share.Trustee == 2;
}
