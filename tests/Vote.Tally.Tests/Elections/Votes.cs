using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Ballots;
using Vote.Ledger;
using Vote.Ledger.Entries;
using Vote.Ledger.Records;
using Vote.Tally.Files;
using Vote.Tally.Record;

namespace Vote.Tally.Tests.Elections;

/// <summary>Voters of the mock election: three of four slots vote, slot 2 twice. The ballot box is not under test here.</summary>
internal static class Votes
{
    /// <summary>Slot, sequence, and the options chosen in each question; none is the blank.</summary>
    private static readonly (int Slot, int Sequence, int[] Projects, int[] Whole)[] Cast =
    [
        (1, 1, [1, 2], [1, 3]),
        (2, 1, [3], [2]),
        (4, 1, [], [1, 3]),
        (2, 2, [2], []),
    ];

    /// <summary>Totals of the counted ballots: options in order, then blank.</summary>
    public static long[] ProjectTotals { get; } = [1, 2, 0, 1];

    /// <inheritdoc cref="ProjectTotals"/>
    public static long[] WholeTotals { get; } = [2, 0, 2, 1];

    public static async Task CastAsync(MockElection election, CancellationToken cancellationToken)
    {
        var (desk, place, manifest) = (MockElection.Silent, election.Place, election.Manifest());
        Assert.True(ManifestTerms.TryRead(manifest, out var terms));
        using var registrar = SecretKeyFile.OpenSigningKey(desk, KeyRole.Registrar, place["keys/registrar-R.sealed"], place.PassphraseFile);
        using var log = SecretKeyFile.OpenNoteKey(desk, KeyRole.Log, place["keys/log-log.sealed"], place.PassphraseFile);

        var credentials = new Dictionary<int, SigningKey>();
        var previous = new Dictionary<int, EntryHash>();
        List<Entry> entries = [];
        foreach (var (slot, sequence, projects, whole) in Cast)
        {
            if (credentials.TryAdd(slot, SigningKey.Generate()))
            {
                var enrolled = new CredentialEnrolled(new(slot), 1, credentials[slot].Public, Digest.Sha256([(byte)slot]));
                entries.Add(new UnsignedEntry(manifest.Hash.Value, enrolled).Sign(registrar));
            }

            var last = previous.GetValueOrDefault(slot, EntryHash.None);
            var ballot = Ballot(manifest, (slot, sequence, credentials[slot], last), [projects, whole]);
            entries.Add(ballot);
            previous[slot] = ballot.Hash;
        }

        var verdict = await new RecordAppender(new DirectoryInfo(election.Record()), terms, log).AppendAsync(entries, cancellationToken);
        Assert.IsType<LedgerVerdict.Accepted>(verdict);
    }

    private static Entry Ballot(Manifest manifest, (int Slot, int Sequence, SigningKey Credential, EntryHash Previous) at, int[][] chosen)
    {
        Selection[] selections = [.. manifest.Questions.Zip(chosen, (question, options) =>
            options.Length > 0 && Selection.TryParse(question, options, out var selection, out _) ? selection : Selection.Blank)];
        var context = new BallotContext(at.Credential.Public, new BallotPosition(at.Slot, 1, at.Sequence), at.Previous.Value);
        using var seed = BallotSeed.Generate();
        var payload = new Payload(new BallotEncryptor(manifest.Election).Encrypt(context, seed, selections).Encode());
        var body = new BallotCast(new BallotPlace(new(at.Slot), 1, at.Sequence), at.Previous, at.Credential.Public, payload);
        return new UnsignedEntry(manifest.Hash.Value, body).Sign(at.Credential);
    }
}
