using Vote.Crypto.Ballots;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Shuffle;
using Vote.Crypto.Threshold;
using Vote.Ledger.Entries;
using Vote.Tally.Record;
using DecryptionShare = Vote.Crypto.Threshold.DecryptionShare;
using ShareEntry = Vote.Ledger.Entries.DecryptionShare;
using ShuffleEntry = Vote.Ledger.Entries.Shuffle;

namespace Vote.Electorate.Synthetic;

/// <summary>Closes an invented election and counts it: tally input, shuffles where there is something to mix, shares, result.</summary>
internal sealed class SyntheticCounting(SyntheticOffice office, SyntheticPolling polling)
{
    private readonly Minima minima = Minima.Of(office.Manifest);

    /// <summary>Writes the rest of the record.</summary>
    /// <returns>Whether the totals are those that were voted.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var head = polling.Writer.Head;
        await AppendAsync(office.ByOfficers(new VotingClosed(head.Size, head.Root, head.ChainHead)), cancellationToken);
        await AppendAsync(office.ByOfficers(new OverridesClosed()), cancellationToken);

        var input = TallyInputContent.Build(polling.Counted);
        var entry = office.ByOfficers(new TallyInput(new Payload(input.Encode())));
        await AppendAsync(entry, cancellationToken);

        var toOpen = CiphertextsToOpen.Gather(minima, input, await ShuffleAsync(cancellationToken));
        var shares = await DecryptAsync(new(office.Manifest.Hash, entry.LeafHash.Value, toOpen.Input), cancellationToken);
        var result = ResultAssembly.Combine(toOpen, input.Counted, shares, office.Confirmed[0].Keys.Policy, new(null, cancellationToken))
            ?? throw new InvalidOperationException("Honest shares gave no result.");
        await AppendAsync(office.ByOfficers(new Result(new Payload(result.Encode()))), cancellationToken);
        await polling.Writer.FinishAsync(office.Log, cancellationToken);
        return TotalsOf(result.Questions[0]).Take(polling.Chosen.Length).SequenceEqual(polling.Chosen);
    }

    private static IReadOnlyList<long> TotalsOf(QuestionResult question) => question switch
    {
        QuestionResult.Homomorphic(var totals) => totals,
        QuestionResult.Mixed(var totals, _) => totals,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>As many rounds as the threshold says, each by another trustee.</summary>
    private async Task<IReadOnlyDictionary<int, IReadOnlyList<Ciphertext>>> ShuffleAsync(CancellationToken cancellationToken)
    {
        var outputs = new Dictionary<int, IReadOnlyList<Ciphertext>>();
        var terms = ShuffleTerms.Of(office.Manifest, polling.Counted);
        foreach (var question in terms.Questions)
        {
            var rows = terms.FirstInput(question);
            for (var round = 1; round <= office.Manifest.Threshold; round++)
            {
                var shuffled = Shuffler.Shuffle(terms.Statement(new(question.Number, round, round), rows), null, cancellationToken);
                await ByTrusteeAsync(round, new ShuffleEntry(question.Number, round, round, new Payload(shuffled.Encode())), cancellationToken);
                rows = shuffled.Output;
            }

            outputs.Add(question.Number, rows.Cells);
        }

        return outputs;
    }

    private async Task<IReadOnlyList<DecryptionShare>> DecryptAsync(DecryptionStatement statement, CancellationToken cancellationToken)
    {
        List<DecryptionShare> shares = [];
        for (var trustee = 1; trustee <= office.Manifest.Threshold; trustee++)
        {
            shares.Add(DecryptionShare.Create(statement, office.Confirmed[trustee - 1].Secret, null, cancellationToken));
            await ByTrusteeAsync(trustee, new ShareEntry(trustee, new Payload(shares[^1].Encode())), cancellationToken);
        }

        return shares;
    }

    private Task ByTrusteeAsync(int trustee, EntryBody body, CancellationToken cancellationToken) => AppendAsync(
        new UnsignedEntry(office.Manifest.Hash.Value, body).Sign(office.Confirmed[trustee - 1].Signing), cancellationToken);

    private Task AppendAsync(Entry entry, CancellationToken cancellationToken) => polling.Writer.AppendAsync([entry], cancellationToken);
}
