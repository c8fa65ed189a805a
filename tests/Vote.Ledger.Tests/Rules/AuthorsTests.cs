using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Tests.Rules;

public sealed class AuthorsTests : IDisposable
{
    private readonly TestElection election = new();

    public void Dispose() => election.Dispose();

    [Fact]
    public void AcceptsEachTypeFromItsAuthors()
    {
        Accepts(election.Opened());
        Accepts(election.Enrolment(1));
        Accepts(election.FirstBallot(1));
        Accepts(election.Mix(1, 1, 2));
        Accepts(election.Share(3));
        Accepts(election.Signed(new OverridesClosed(), election.Officers[2], election.Officers[0]));
    }

    [Fact]
    public void RefusesEveryOtherNumberOfOfficers()
    {
        Refuses(election.Signed(new OverridesClosed(), election.Officers[0]));
        Refuses(election.Signed(new OverridesClosed(), election.Officers));
        Refuses(election.Signed(new OverridesClosed(), election.Officers[0], election.Registrar));
    }

    [Fact]
    public void RefusesAnotherOrAFurtherAuthor()
    {
        var enrolment = new CredentialEnrolled(new(1), 1, election.Registrar.Public, Digest.Zero);
        Refuses(election.Signed(enrolment, election.Officers[0], election.Officers[1]));
        Refuses(election.Signed(enrolment, election.Registrar, election.Officers[0]));

        Assert.True(TrackerText.TryParse("2345-6789-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ", out var tracker));
        Accepts(election.Signed(new BallotChallenged(tracker), election.Registrar));
        Refuses(election.Signed(new BallotChallenged(tracker), election.Officers[0], election.Officers[1]));
        Refuses(election.Signed(new BallotChallenged(tracker), election.Credential(1, 1)));

        var ballot = (BallotCast)election.FirstBallot(1).Body;
        Refuses(election.Signed(ballot, election.Credential(2, 1)));
        Refuses(election.Signed(ballot, election.Credential(1, 1), election.Registrar));
    }

    [Fact]
    public void RefusesAnotherTrusteeAndOneThatDoesNotExist()
    {
        Refuses(election.Signed(new DecryptionShare(2, TestElection.Of("")), election.Trustees[0]));
        Refuses(election.Signed(new DecryptionShare(4, TestElection.Of("")), election.Trustees[0]));
        Refuses(election.Signed(new Shuffle(1, 1, 1, TestElection.Of("")), election.Trustees[1]));
    }

    [Fact]
    public void RefusesASignatureUnderOtherContent()
    {
        var signatures = new UnsignedEntry(election.Hash, new AdministratorAct("a"));
        var entry = new UnsignedEntry(election.Hash, new AdministratorAct("b"))
            .Assemble(signatures.SignWith(election.Officers[0]), signatures.SignWith(election.Officers[1]));

        var refused = Assert.IsType<LedgerVerdict.Refused>(election.Authors.Check(entry));
        Assert.Equal(LedgerRefusal.InvalidSignature, refused.Reason);
    }

    [Fact]
    public void RefusesThresholdsThatNobodyCanMeet()
    {
        SignatureKey[] officers = [election.Officers[0].Public, election.Officers[0].Public];

        Assert.Throws<ArgumentException>(() => new Authors(officers, 2, election.Registrar.Public, []));
        Assert.Throws<ArgumentException>(() => new Authors(officers, 0, election.Registrar.Public, []));
    }

    private void Accepts(Entry entry) => Assert.IsType<LedgerVerdict.Accepted>(election.Authors.Check(entry));

    private void Refuses(Entry entry)
    {
        var refused = Assert.IsType<LedgerVerdict.Refused>(election.Authors.Check(entry));
        Assert.Equal(LedgerRefusal.WrongAuthors, refused.Reason);
    }
}
