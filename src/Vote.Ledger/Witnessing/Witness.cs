using Vote.Canonical;
using Vote.Ledger.Notes;
using Vote.Ledger.Storage;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Witnessing;

/// <summary>A log that a witness follows.</summary>
/// <param name="Origin">Its name.</param>
/// <param name="Key">The key of its checkpoints.</param>
/// <param name="Heads">Where the witness remembers its newest cosigned checkpoint; what was written there must survive the power.</param>
public sealed record WitnessedLog(LogOrigin Origin, Ed25519PublicKey Key, ICheckpointStore Heads);

/// <summary>The witness's own name, key and clock.</summary>
public sealed record WitnessIdentity(string Name, Ed25519SecretKey Key, TimeProvider Clock);

/// <summary>
/// Cosigns checkpoints that continue what it cosigned before, and nothing else; remembers before it answers. Knows only sizes and
/// roots: not whether an entry is right, nor what was promised. C2SP tlog-witness 1.0.0; spec/ledger.md §10 (1)
/// </summary>
public sealed class Witness(WitnessIdentity identity, IReadOnlyList<WitnessedLog> logs) : IDisposable
{
    private readonly Dictionary<string, WitnessedLog> followed = logs.ToDictionary(log => log.Origin.Value, StringComparer.Ordinal);

    /// <summary>One request at a time: a cosignature says "the largest I know", also while another request makes it larger.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Judges a request and, if it holds, remembers the checkpoint and cosigns it.</summary>
    /// <exception cref="IOException">It could not be remembered, or nobody knows: nothing was cosigned.</exception>
    public async Task<WitnessAnswer> AddAsync(CheckpointRequest request, CancellationToken cancellationToken)
    {
        if (!followed.TryGetValue(request.Origin, out var log))
        {
            return new WitnessAnswer.UnknownOrigin();
        }

        if (!request.Note.IsSignedBy(log.Origin.LogKey(log.Key)))
        {
            return new WitnessAnswer.NotSigned();
        }

        if (!SignedCheckpoint.TryRead(request.Note, out var signed) || request.OldSize.Value > signed.Checkpoint.Size.Value)
        {
            return new WitnessAnswer.Malformed();
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            return await AdvanceAsync(log, request, signed, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The newest checkpoint that this witness cosigned, by the SHA-256 of the log's origin in hexadecimal; nothing before.</summary>
    public async Task<SignedCheckpoint?> FindAsync(string originHash, CancellationToken cancellationToken)
    {
        var log = logs.FirstOrDefault(log => HashOf(log.Origin) == originHash);
        return log is not null
            && await log.Heads.ReadAsync(cancellationToken) is { Note.IsEmpty: false } head
            && SignedCheckpoint.TryDecode(head.Note.Span, out var checkpoint)
                ? checkpoint
                : null;
    }

    /// <summary>The name of a log in the witness's reading interface and among its files.</summary>
    public static string HashOf(LogOrigin origin) => Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(origin.Value)).ToHex();

    public void Dispose() => turn.Dispose();

    private async Task<WitnessAnswer> AdvanceAsync(
        WitnessedLog log, CheckpointRequest request, SignedCheckpoint signed, CancellationToken cancellationToken)
    {
        var known = await log.Heads.ReadAsync(cancellationToken);
        if (request.OldSize != known.Size)
        {
            return new WitnessAnswer.Conflict(known.Size);
        }

        var (size, root) = (signed.Checkpoint.Size, signed.Checkpoint.Root);
        if ((size.Value == 0 && root != TreeHash.Empty) || !new ConsistencyProof(known.Size, size, request.Proof).Verify(known.Root, root))
        {
            return new WitnessAnswer.Inconsistent();
        }

        var cosignature = Cosignature.Sign(signed.Checkpoint, identity.Name, identity.Key, identity.Clock.GetUtcNow());
        var cosigned = signed.Checkpoint.With(OwnLines(signed, log), cosignature);
        if (size != known.Size && !await log.Heads.TryAdvanceAsync(known, new(size, root, cosigned.Encode(), 0), cancellationToken))
        {
            // Another process of this witness moved first.
            return new WitnessAnswer.Conflict((await log.Heads.ReadAsync(cancellationToken)).Size);
        }

        return new WitnessAnswer.Cosigned(cosignature);
    }

    /// <summary>Only lines that were verified are kept: the others would be somebody's text in our files.</summary>
    private static IReadOnlyList<NoteSignature> OwnLines(SignedCheckpoint signed, WitnessedLog log) =>
        [.. signed.Note.Signatures.Where(line => line.IsBy(log.Origin.LogKey(log.Key))).Take(1)];
}
