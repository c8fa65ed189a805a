using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Files;
using Vote.Ledger.Notes;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Witnessing;

/// <summary>
/// Follows a log from outside with a full copy: every checkpoint must continue the one before, every entry is kept, every promise
/// given to it is held against the log. spec/ledger.md §10 (2)
/// </summary>
public sealed class LogMonitor(ILogReader log, KeptLog kept, EvidenceTerms terms, TimeProvider clock)
{
    /// <summary>Looks at the log once.</summary>
    /// <param name="promises">Promises that voters handed over; those of other logs are ignored.</param>
    /// <param name="cancellationToken">Stops between two files; the next round goes on.</param>
    /// <returns>What is wrong; nothing when all is well.</returns>
    /// <exception cref="HttpRequestException">The network failed: nothing is known.</exception>
    public async Task<IReadOnlyList<LogAlarm>> RunAsync(IReadOnlyList<SignedPromise> promises, CancellationToken cancellationToken)
    {
        List<LogAlarm> alarms = [];
        try
        {
            alarms.AddRange(await FollowAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is FileNotFoundException or InvalidDataException)
        {
            alarms.Add(new LogAlarm.Damaged(exception.Message));
        }

        alarms.AddRange(promises.Select(Hold).OfType<LogAlarm>());
        return alarms;
    }

    private async Task<IEnumerable<LogAlarm>> FollowAsync(CancellationToken cancellationToken)
    {
        var encoded = await log.ReadAsync(LogPath.Checkpoint, cancellationToken);
        if (!SignedCheckpoint.TryDecode(encoded, out var newest)
            || newest.Verify(terms.Log.Origin, terms.Log.Key) is not LedgerVerdict.Accepted
            || newest.Checkpoint.Size.Value is < 1 or > LogLayout.MaximumSize)
        {
            return [new LogAlarm.NoCheckpoint("not a checkpoint that this log signed")];
        }

        var known = kept.Tree.Size;
        return newest.Checkpoint.Size.Value.CompareTo(known.Value) switch
        {
            < 0 => [Shorter(newest)],
            0 => await SameSizeAsync(newest, cancellationToken),
            _ => await LongerAsync(newest, cancellationToken),
        };
    }

    /// <summary>An older state of the same log, or the beginning of another one.</summary>
    private LogAlarm Shorter(SignedCheckpoint newest)
    {
        var size = newest.Checkpoint.Size;
        var ours = kept.Tree.RootAt(size);
        return ours == newest.Checkpoint.Root
            ? new LogAlarm.RolledBack(kept.Tree.Size, size)
            : Forked(newest, kept.Head!, kept.Tree);
    }

    private async Task<IEnumerable<LogAlarm>> SameSizeAsync(SignedCheckpoint newest, CancellationToken cancellationToken)
    {
        if (newest.Checkpoint.Root != kept.Tree.Root)
        {
            return [new LogAlarm.Proven(new Evidence.Fork(kept.Head!, newest, newest.Checkpoint.Root, []))];
        }

        await kept.JoinAsync(newest, cancellationToken);
        return [];
    }

    private async Task<IEnumerable<LogAlarm>> LongerAsync(SignedCheckpoint newest, CancellationToken cancellationToken)
    {
        var size = newest.Checkpoint.Size;
        var added = await DownloadAsync(kept.Tree.Size, size, cancellationToken);
        var grown = added.Aggregate(CompactOf(kept.Tree), (tree, entry) => tree.Append(LeafHash.Of(entry.Span)));
        if (grown.Root == newest.Checkpoint.Root)
        {
            await KeepBlobsAsync(added, cancellationToken);
            await kept.GrowAsync(added, newest, cancellationToken);
            return [];
        }

        // Either what is served is not what was signed, or the log signed another history: its own entries tell.
        var other = new MerkleTree((await DownloadAsync(default, size, cancellationToken)).Select(entry => LeafHash.Of(entry.Span)));
        if (other.Root != newest.Checkpoint.Root)
        {
            return [new LogAlarm.Damaged("the entries do not give the root that the log signed")];
        }

        return kept.Head is { } head && other.RootAt(head.Checkpoint.Size) != head.Checkpoint.Root
            ? [Forked(head, newest, other)]
            : [new LogAlarm.Damaged("the log served other entries a moment ago")];
    }

    private static LogAlarm.Proven Forked(SignedCheckpoint first, SignedCheckpoint second, MerkleTree secondTree)
    {
        var size = first.Checkpoint.Size;
        var proof = secondTree.ProveConsistency(size, second.Checkpoint.Size);
        return new(new Evidence.Fork(first, second, secondTree.RootAt(size), proof.Path));
    }

    private static CompactTree CompactOf(MerkleTree tree)
    {
        var compact = CompactTree.Empty;
        for (var i = 0L; i < tree.Size.Value; i++)
        {
            compact = compact.Append(tree[new(i)]);
        }

        return compact;
    }

    /// <summary>Entries from an index up to a size; the first bundle repeats some that are known.</summary>
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> DownloadAsync(TreeSize from, TreeSize size, CancellationToken cancellationToken)
    {
        List<ReadOnlyMemory<byte>> entries = [];
        foreach (var path in LogLayout.Bundles(from, size))
        {
            var known = (int)Math.Max(0, from.Value - (path.Number * LogPath.FullWidth));
            entries.AddRange((await BundleAsync(path, cancellationToken)).Skip(known));
        }

        return entries;
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> BundleAsync(LogPath path, CancellationToken cancellationToken) =>
        EntryBundle.TryDecode(await log.ReadGrowingAsync(path, cancellationToken), out var entries) && entries.Count == path.Width
            ? entries
            : throw new InvalidDataException($"{path.Text} is damaged.");

    private async Task KeepBlobsAsync(IReadOnlyList<ReadOnlyMemory<byte>> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            if (!EntryEnvelope.TryDecode(entry, out var envelope, out _) || envelope.Blob is not { } blob)
            {
                continue;
            }

            var content = await log.ReadAsync(LogPath.Blob(blob.Sha256), cancellationToken);
            await kept.KeepBlobAsync(blob.Sha256, Digest.Sha256(content) == blob.Sha256 ? content : throw new InvalidDataException("A blob is another."), cancellationToken);
        }
    }

    private LogAlarm? Hold(SignedPromise promise)
    {
        var (leaf, dueTime) = (promise.Promise.Leaf, promise.Promise.IncludedBy);
        if (kept.Head is not { } head
            || promise.Verify(terms.Log.Origin, terms.AcceptKey, leaf) is not LedgerVerdict.Accepted
            || kept.Contains(leaf))
        {
            return null;
        }

        var evidence = new Evidence.BrokenPromise(promise, head, kept.Tree.Leaves);
        return evidence.Judge(terms) is LedgerVerdict.Accepted ? new LogAlarm.Proven(evidence)
            : clock.GetUtcNow() > dueTime ? new LogAlarm.Overdue(leaf)
            : null;
    }
}
