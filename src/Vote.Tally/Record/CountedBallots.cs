using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger;
using Vote.Ledger.Entries;

namespace Vote.Tally.Record;

/// <summary>A ballot that counts, or did until a later one of its slot came.</summary>
/// <param name="Place">Slot, generation, sequence.</param>
/// <param name="Hash">Its entry hash.</param>
/// <param name="Index">Where it stands on the ledger.</param>
/// <param name="Rows">Its rows of the mixed questions, in order.</param>
public sealed record CountedBallot(BallotPlace Place, EntryHash Hash, EntryIndex Index, IReadOnlyList<IReadOnlyList<Ciphertext>> Rows);

/// <summary>
/// The ballots that count: of each slot the one with the greatest (generation, sequence), in slot order. Gathered as the ballots pass: of the
/// homomorphic questions only sums stay, of the mixed ones the rows, of superseded ballots nothing. spec §8.1
/// </summary>
/// <remarks>One thread.</remarks>
public sealed class CountedBallots
{
    private readonly MixedQuestion[] mixed;
    private readonly HomomorphicTally tally;
    private readonly SortedDictionary<SlotNumber, CountedBallot> slots = [];

    /// <param name="style">The style of all ballots to come.</param>
    public CountedBallots(BallotStyle style)
    {
        Style = style;
        mixed = [.. style.Questions.OfType<MixedQuestion>()];
        tally = new(style);
    }

    /// <summary>The style of the ballots.</summary>
    public BallotStyle Style { get; }

    /// <summary>How many there are.</summary>
    public int Count => slots.Count;

    /// <summary>The ballots in slot order.</summary>
    public IEnumerable<CountedBallot> Ballots => slots.Values;

    /// <summary>Takes the next ballot; one that is superseded already counts for nothing.</summary>
    /// <returns>The ballot that it supersedes: the caller finds its payload and gives it to <see cref="Remove"/>.</returns>
    public CountedBallot? Take(PlacedBallot placed)
    {
        var place = placed.Body.Place;
        var superseded = slots.GetValueOrDefault(place.Slot);
        if (superseded is not null && !superseded.Place.IsSupersededBy(place))
        {
            return null;
        }

        tally.Add(placed.Ballot);
        slots[place.Slot] = new(place, placed.Hash, placed.Index, Array.ConvertAll(mixed, question => RowOf(placed.Ballot, question)));
        return superseded;
    }

    /// <summary>Takes a superseded ballot out of the sums.</summary>
    public void Remove(EncryptedBallot superseded) => tally.Remove(superseded);

    /// <summary>SHA-256 of their entry hashes joined.</summary>
    public Digest Hash() => HashOf(slots.Values.Select(ballot => ballot.Hash.Value.ToArray()));

    /// <summary>The sums of a homomorphic question's totals.</summary>
    public IReadOnlyList<Ciphertext> Totals(HomomorphicQuestion question) => tally.Totals(question);

    /// <summary>Their rows of a mixed question: what round 1 of its shuffle takes. spec §7</summary>
    /// <exception cref="ArgumentException">The ballots have no mixed question of its number.</exception>
    public IEnumerable<IReadOnlyList<Ciphertext>> Rows(MixedQuestion question)
    {
        var place = Array.FindIndex(mixed, own => own.Number == question.Number);
        return place < 0
            ? throw new ArgumentException("Not a mixed question of these ballots.", nameof(question))
            : slots.Values.Select(ballot => ballot.Rows[place]);
    }

    /// <summary>SHA-256 of those rows.</summary>
    public Digest HashOfRows(MixedQuestion question) => HashOf(Rows(question).Select(row => Ciphertext.EncodeMany([.. row])));

    /// <summary>A copy: the answer itself is a part of all ciphertexts of the ballot, and would keep them.</summary>
    private static Ciphertext[] RowOf(EncryptedBallot ballot, MixedQuestion question) =>
        ballot.Answers[question.Number - 1].Ciphertexts.ToArray();

    private static Digest HashOf(IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Digest.TryDecode(hash.GetHashAndReset(), out var digest) ? digest : throw new CryptographicException();
    }
}
