using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Tally.Record;

namespace Vote.EndToEnd.Tests.Tampering;

/// <summary>What is changed, and in whose hand: with everybody's keys, or with the disk only.</summary>
internal sealed class Forgery(Conspiracy all, bool resigned)
{
    private readonly List<Entry> entries = [.. all.Entries];

    /// <summary>The record after a change of this name.</summary>
    public IReadOnlyList<Entry> Change(string what)
    {
        switch (what)
        {
            case "flipped byte in a ballot proof": FlipProof(); break;
            case "dropped ballot": entries.RemoveAt(LastSecondThought()); break;
            case "enrolment swapped with its ballot": SwapEnrolment(); break;
            case "changed total": ChangeTotal(); break;
            case "replaced shuffle output": ReplaceShuffle(); break;
            case "wrong decryption share": ChangeShare(); break;
            case "ballot of another election": TakeForeignBallot(); break;
            case "second ballot under another slot": VoteTwice(); break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, "no such change");
        }

        return resigned ? all.CloseAnew(entries) : entries;
    }

    // A byte of the last response, so the proof still decodes and only its equation is wrong.
    private void FlipProof() => Replace<BallotCast>(FirstBallot(), ballot => Of(ballot, Flipped(ballot.Payload, ^1)));

    // The slot's earlier ballot then counts, and all that was published afterwards is left as it is.
    private int LastSecondThought() => entries.FindLastIndex(entry => entry.Body is BallotCast { Place: { Generation: 1, Sequence: 2 } });

    private void SwapEnrolment()
    {
        var enrolment = entries.FindIndex(entry => entry.Body is CredentialEnrolled);
        (entries[enrolment], entries[enrolment + 1]) = (entries[enrolment + 1], entries[enrolment]);
    }

    /// <summary>One vote more for the first option, one less for the second: the sum stays.</summary>
    private void ChangeTotal() => Replace<Result>(entries.Count - 1, result =>
    {
        Assert.True(ResultContent.TryDecode(all.Manifest.Election.Style, result.Payload.Bytes.Span, out var content));
        IReadOnlyList<long> totals = Electorate.MainJob.JobRunner.Totals(content.Questions[0]);
        long[] changed = [totals[0] + 1, totals[1] - 1, .. totals.Skip(2)];
        QuestionResult question = content.Questions[0] switch
        {
            QuestionResult.Mixed mixed => mixed with { Totals = changed },
            _ => new QuestionResult.Homomorphic(changed),
        };
        return new Result(new((content with { Questions = [question] }).Encode()));
    });

    /// <summary>The last mixer passes on the rows of the one before, beside a proof of the true ones.</summary>
    private void ReplaceShuffle()
    {
        var rounds = entries.Select((entry, index) => (entry.Body as Shuffle, index)).Where(pair => pair.Item1 is not null).ToArray();
        var rows = rounds[0].Item1!.Payload.Bytes;
        Replace<Shuffle>(rounds[1].index, shuffle =>
        {
            var input = ((MixedQuestion)all.Manifest.Questions[0]).Width * Crypto.ElGamal.Ciphertext.Size * Counted();
            return new Shuffle(
                shuffle.Question, shuffle.Round, shuffle.Trustee, new((byte[])[.. rows[..input].Span, .. shuffle.Payload.Bytes[input..].Span]));
        });
    }

    /// <summary>Two elements exchanged, the proof kept.</summary>
    private void ChangeShare() => Replace<DecryptionShare>(entries.FindIndex(entry => entry.Body is DecryptionShare), share =>
    {
        var bytes = share.Payload.Bytes.ToArray();
        return new DecryptionShare(share.Trustee, new((byte[])[.. bytes[33..66], .. bytes[..33], .. bytes[66..]]));
    });

    /// <summary>A true ballot of the same voter and place, made for an election that differs in its title only.</summary>
    private void TakeForeignBallot()
    {
        var other = Retitled();
        Replace<BallotCast>(FirstBallot(), ballot =>
        {
            using var seed = BallotSeed.Generate();
            var context = new BallotContext(
                ballot.Credential, new(ballot.Place.Slot.Value, ballot.Place.Generation, ballot.Place.Sequence), ballot.Previous.Value);
            var foreign = new BallotEncryptor(other.Election).Encrypt(context, seed, [Selection.Blank]);
            Assert.True(new BallotVerifier(other.Election).Verify(foreign, context) is Crypto.Verdict.Accepted);
            return Of(ballot, new(foreign.Encode()));
        });
    }

    /// <summary>A voter's own, true ballot once more, in the place after another voter's.</summary>
    private void VoteTwice()
    {
        var (mine, theirs) = (FirstBallot(), entries.FindLastIndex(entry => entry.Body is BallotCast));
        var voter = (BallotCast)entries[mine].Body;
        var other = (BallotCast)entries[theirs].Body;
        var place = new BallotPlace(other.Place.Slot, other.Place.Generation, other.Place.Sequence + 1);
        var previous = entries[theirs].Hash;
        var body = voter with { Place = place, Previous = previous };
        if (resigned)
        {
            using var seed = BallotSeed.Generate();
            var context = new BallotContext(voter.Credential, new(place.Slot.Value, place.Generation, place.Sequence), previous.Value);
            body = Of(body, new(new BallotEncryptor(all.Manifest.Election).Encrypt(context, seed, [Selection.Blank]).Encode()));
        }

        entries.Insert(theirs + 1, Sealed(entries[mine], body));
    }

    private static BallotCast Of(BallotCast ballot, Payload payload) => new(ballot.Place, ballot.Previous, ballot.Credential, payload);

    private void Replace<T>(int index, Func<T, T> change)
        where T : EntryBody => entries[index] = Sealed(entries[index], change((T)entries[index].Body));

    private Entry Sealed(Entry old, EntryBody body) =>
        resigned ? all.Resigned(old, body) : new UnsignedEntry(old.Election, body).Assemble(old.Signatures);

    private int FirstBallot() => entries.FindIndex(entry => entry.Body is BallotCast);

    private int Counted() => entries.Select(entry => entry.Body).OfType<BallotCast>().Select(ballot => ballot.Place.Slot).Distinct().Count();

    private Manifest Retitled()
    {
        var title = CanonicalObject.Of(all.Manifest.Title.Languages.Select(language =>
            (language, (CanonicalValue)CanonicalValue.Text(all.Manifest.Title[language] + "."))));
        Assert.True(CanonicalValue.TryParse(all.Manifest.Encode(), out var value));
        Assert.True(Manifest.TryRead(((CanonicalObject)value).Without("title").With("title", title), out var other, out _));
        Assert.NotEqual(all.Manifest.Hash, other.Hash);
        return other;
    }

    private static Payload Flipped(Payload payload, Index at)
    {
        var bytes = payload.Bytes.ToArray();
        bytes[at] ^= 1;
        return new(bytes);
    }
}
