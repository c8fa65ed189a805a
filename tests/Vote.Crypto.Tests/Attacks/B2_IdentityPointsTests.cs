using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Hpke;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Sigma;
using Vote.Crypto.Tests.Ballots;
using Vote.Crypto.Tests.Threshold;
using Vote.Crypto.Threshold;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>
/// B2: an identity or zero that stops a shuffle, or hides nothing. The identity has no encoding, so no payload can hold one; where a type could hold one
/// anyway, it is refused by name. One bad ballot of every kind on the way in, and a tally that goes on: B2 of the server's and the tally's tests.
/// </summary>
public sealed class B2_IdentityPointsTests
{
    [Fact]
    public void HasNoEncodingToDecode()
    {
        byte[][] spellings = [new byte[33], [0], [], new byte[65], [2, .. new byte[31]], [0, .. Point.Generator.Encode()[1..]], [4, .. new byte[64]]];
        Assert.All(spellings, bytes => Assert.False(Point.TryDecode(bytes, out _)));
        Assert.Throws<InvalidOperationException>(() => Point.Identity.Encode());
    }

    [Fact]
    public void IsNoHalfOfACiphertextInABallot()
    {
        var election = new SampleElection(Sample.ChooseOne(1, 2), Sample.Mixed(2, 3, 1, 2));
        var payload = election.Encrypt(SampleElection.Context(), Selection.Blank, Selection.Blank).Encode();
        for (var half = 0; half < 2 * election.Election.Style.CiphertextCount; half++)
        {
            byte[] changed = [.. payload];
            changed.AsSpan(half * Point.Size, Point.Size).Clear();
            Assert.False(EncryptedBallot.TryDecode(election.Election.Style, changed, out _));
        }
    }

    /// <summary>Behind the decoders: rule 8 of the draft, for every element of every relation.</summary>
    [Theory, MemberData(nameof(Names))]
    public void IsNoElementOfAnyStatement(string name)
    {
        var statement = ProvenStatement.Of(name);
        var proof = statement.Prove();
        for (var element = 1; element < statement.Relation.Elements.Count; element++)
        {
            var at = element;
            var relation = RelationEditOf(statement.Relation, at);
            var rejected = Assert.IsType<Verdict.Rejected>(statement.Verify(relation, proof));
            Assert.Equal(Rejection.InvalidInstance, rejected.Reason);
            Assert.Contains("rule 8", rejected.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void IsNoKeyAndNoRow()
    {
        Assert.Throws<ArgumentException>(() => new ElectionKey(Point.Identity));
        Assert.False(ElectionKey.TryDecode(new byte[33], out _));
        Assert.False(HpkePublicKey.TryDecode(new byte[33], out _));
        Assert.False(Vote.Canonical.Signatures.SignatureKey.TryDecode(new byte[33], out _));
        Assert.Throws<ArgumentException>(() => new CiphertextRows(1, [new(Point.Identity, Point.Generator)]));
        Assert.Throws<ArgumentException>(() => new CiphertextRows(1, [new(Point.Generator, Point.Identity)]));
        var manifest = SampleManifest.Object.Without("election_key").With("election_key", CanonicalValue.Bytes(new byte[33]));
        Assert.False(Manifest.TryRead(manifest, out _, out _));
    }

    /// <summary>An encryption scalar of zero would give the identity as A: refused before it is used.</summary>
    [Fact]
    public void IsNeverMadeByEncrypting() =>
        Assert.Throws<ArgumentException>(() => new ElectionKey(Point.Generator).Encrypt(Point.Generator, Scalar.Zero));

    /// <summary>Voters in collusion can make a total's A the identity: then no trustee is needed for it, and the tally goes on.</summary>
    [Fact]
    public void InATotalStopsNobody()
    {
        using var tally = new Tally(2, 3, 5);
        var hollow = new Ciphertext(Point.Identity, Scalar.FromInt64(2) * Point.Generator);
        var statement = Tally.StatementOf([hollow, tally.Ciphertexts[0], Ciphertext.Zero]);
        var shares = new[] { tally.Share(1, statement), tally.Share(3, statement) };
        Assert.All(shares, share => Assert.Equal(Verdict.Accept, tally.Verify(share, statement)));
        Assert.Equal(
            new long[] { 2, 5, 0 }.Select(number => Scalar.FromInt64(number) * Point.Generator), tally.Combine(shares, statement));
    }

    public static TheoryData<string> Names => ProvenStatement.Names;

    private static LinearRelation RelationEditOf(LinearRelation relation, int element) =>
        Vote.Crypto.Tests.Sigma.RelationEdit.Change(relation, edit => edit.Elements[element] = Point.Identity);
}
