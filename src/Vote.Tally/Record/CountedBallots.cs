using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Tally.Record;

/// <summary>A ballot of the record with its decoded payload.</summary>
/// <param name="Entry">The entry that carries it.</param>
/// <param name="Body">What the entry says.</param>
/// <param name="Ballot">The payload.</param>
public sealed record RecordedBallot(Entry Entry, BallotCast Body, EncryptedBallot Ballot);

/// <summary>The ballots that count: of each slot the one with the greatest (generation, sequence), in slot order. spec §8.1</summary>
public sealed class CountedBallots
{
    private readonly RecordedBallot[] ballots;

    private CountedBallots(RecordedBallot[] ballots) => this.ballots = ballots;

    /// <summary>How many there are.</summary>
    public int Count => ballots.Length;

    /// <summary>The ballots in slot order.</summary>
    public IReadOnlyList<RecordedBallot> Ballots => ballots;

    /// <summary>Finds them among all ballots of a record.</summary>
    public static CountedBallots Of(IEnumerable<RecordedBallot> all)
    {
        var decoded = all.ToDictionary(ballot => ballot.Entry.LeafHash);
        return new([.. SlotChains.CountedBallots(decoded.Values.Select(ballot => ballot.Entry)).Select(entry => decoded[entry.LeafHash])]);
    }

    /// <summary>SHA-256 of their entry hashes joined.</summary>
    public Digest Hash() => HashOf(ballots.Select(ballot => ballot.Entry.Hash.Value.ToArray()));

    /// <summary>Their answers to one question.</summary>
    public IReadOnlyList<EncryptedAnswer> Answers(Question question) =>
        [.. ballots.Select(ballot => ballot.Ballot.Answers[question.Number - 1])];

    /// <summary>Their rows of a mixed question: what round 1 of its shuffle takes. spec §7</summary>
    public IReadOnlyList<IReadOnlyList<Ciphertext>> Rows(MixedQuestion question) =>
        [.. Answers(question).Select(answer => answer.Ciphertexts)];

    /// <summary>SHA-256 of those rows.</summary>
    public Digest HashOfRows(MixedQuestion question) => HashOf(Rows(question).Select(row => Ciphertext.EncodeMany([.. row])));

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
