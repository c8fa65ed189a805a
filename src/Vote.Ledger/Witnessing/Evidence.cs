using System.Diagnostics.CodeAnalysis;
using System.Text;
using Vote.Canonical;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;
using Vote.Ledger.Rules;
using Vote.Ledger.Tree;

namespace Vote.Ledger.Witnessing;

/// <summary>What evidence is judged by: all of it is in the manifest, whose hash the judge has compared.</summary>
/// <param name="Log">Origin, log key, witnesses, quorum.</param>
/// <param name="AcceptKey">The key of promises.</param>
public sealed record EvidenceTerms(LogTerms Log, Ed25519PublicKey AcceptKey);

/// <summary>
/// A file that proves a fault of the log to anybody, without a network and without trust in whoever made the file.
/// spec/ledger.md §10 (3)
/// </summary>
public abstract record Evidence
{
    /// <summary>Most bytes of a file: the leaf hashes of some six million entries.</summary>
    public const int MaximumLength = 1 << 28;

    private const string Type = "tsukuba-vote/evidence/v1";
    private const string ForkKind = "fork";
    private const string PromiseKind = "broken-promise";

    private Evidence()
    {
    }

    /// <summary>Two checkpoints signed by the log of which neither continues the other.</summary>
    /// <param name="First">The one of the smaller size, or either of two of one size.</param>
    /// <param name="Second">The other.</param>
    /// <param name="Root">The root that the second's tree had at the first's size.</param>
    /// <param name="Proof">The consistency proof from that root to the second's; empty for one size.</param>
    public sealed record Fork(SignedCheckpoint First, SignedCheckpoint Second, Digest Root, IReadOnlyList<Digest> Proof) : Evidence;

    /// <summary>A promise, and a later checkpoint whose tree does not have the promised leaf.</summary>
    /// <param name="Promise">The promise.</param>
    /// <param name="Checkpoint">A checkpoint with a quorum of cosignatures later than the promise's included-by.</param>
    /// <param name="Leaves">All leaf hashes of the checkpoint's tree.</param>
    public sealed record BrokenPromise(SignedPromise Promise, SignedCheckpoint Checkpoint, IReadOnlyList<LeafHash> Leaves) : Evidence;

    /// <summary>Reads the only encoding.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out Evidence? evidence)
    {
        evidence = null;
        if (encoded.Length > MaximumLength || !ObjectReader.TryParse(encoded, out var reader))
        {
            return false;
        }

        reader.Literal("type", Type);
        Evidence? read = reader.Text("kind") switch
        {
            ForkKind => ReadFork(reader),
            PromiseKind => ReadPromise(reader),
            _ => null,
        };
        evidence = reader.Finish() ? read : null;
        return evidence is not null;
    }

    /// <summary>The file's bytes: canonical JSON. spec/ledger.md §1</summary>
    public byte[] Encode() => (this switch
    {
        Fork fork => CanonicalObject.Of(
            ("first", TextOf(fork.First.Encode())),
            ("kind", CanonicalValue.Text(ForkKind)),
            ("proof", CanonicalValue.List(fork.Proof.Select(CanonicalValue.Hash))),
            ("root", CanonicalValue.Hash(fork.Root)),
            ("second", TextOf(fork.Second.Encode())),
            ("type", CanonicalValue.Text(Type))),
        BrokenPromise broken => CanonicalObject.Of(
            ("checkpoint", TextOf(broken.Checkpoint.Encode())),
            ("kind", CanonicalValue.Text(PromiseKind)),
            ("leaves", CanonicalValue.Bytes(broken.Leaves.SelectMany(leaf => leaf.Value.ToArray()).ToArray())),
            ("promise", TextOf(broken.Promise.Encode())),
            ("type", CanonicalValue.Text(Type))),
        _ => throw new System.Diagnostics.UnreachableException(),
    }).Encode();

    /// <summary>Accepted: the fault is proven. Refused: this file proves nothing.</summary>
    public LedgerVerdict Judge(EvidenceTerms terms) => this switch
    {
        Fork fork => JudgeFork(fork, terms.Log),
        BrokenPromise broken => JudgePromise(broken, terms),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static LedgerVerdict JudgeFork(Fork fork, LogTerms log)
    {
        var (first, second) = (fork.First.Checkpoint, fork.Second.Checkpoint);
        return fork.First.Verify(log.Origin, log.Key)
            .And(() => fork.Second.Verify(log.Origin, log.Key))
            .And(() => Require(first.Size.Value > 0, "a tree without entries contradicts nothing"))
            .And(() => Require(
                new ConsistencyProof(first.Size, second.Size, fork.Proof).Verify(fork.Root, second.Root),
                "the proof does not lead from the root it names to the second checkpoint"))
            .And(() => Require(fork.Root != first.Root, "the two checkpoints do not contradict one another"));
    }

    private static LedgerVerdict JudgePromise(BrokenPromise broken, EvidenceTerms terms)
    {
        var (promise, head) = (broken.Promise.Promise, broken.Checkpoint.Checkpoint);
        var log = terms.Log;
        return broken.Promise.Verify(log.Origin, terms.AcceptKey, promise.Leaf)
            .And(() => broken.Checkpoint.Verify(log.Origin, log.Key))
            .And(() => Require(log.Policy.Quorum > 0, "without witnesses nobody can say when a checkpoint was made"))
            .And(() => log.Policy.Check(broken.Checkpoint, promise.IncludedBy))
            .And(() => Require(
                head.Size.Value == broken.Leaves.Count && RootOf(broken.Leaves) == head.Root, "these are not the checkpoint's leaves"))
            .And(() => Require(!broken.Leaves.Contains(promise.Leaf), "the promised entry is there"));
    }

    private static Digest RootOf(IReadOnlyList<LeafHash> leaves) =>
        leaves.Aggregate(CompactTree.Empty, (tree, leaf) => tree.Append(leaf)).Root;

    private static LedgerVerdict Require(bool condition, string otherwise) =>
        LedgerVerdict.Require(condition, LedgerRefusal.WrongEvidence, otherwise);

    private static Fork? ReadFork(ObjectReader reader)
    {
        var (first, second) = (ReadCheckpoint(reader, "first"), ReadCheckpoint(reader, "second"));
        var proof = reader.ByteStrings("proof", 0, ConsistencyProof.MaximumLength);
        Digest[] nodes = [.. proof.Select(node => Digest.TryDecode(node, out var digest) ? digest : null).OfType<Digest>()];
        reader.Require(nodes.Length == proof.Count);
        var root = reader.Hash("root");
        return first is null || second is null ? null : new(first, second, root, nodes);
    }

    private static BrokenPromise? ReadPromise(ObjectReader reader)
    {
        var (checkpoint, bytes) = (ReadCheckpoint(reader, "checkpoint"), reader.Bytes("leaves"));
        var promise = SignedPromise.TryDecode(Encoding.UTF8.GetBytes(reader.Text("promise")), out var found) ? found : null;
        reader.Require(bytes.Length % Digest.Length == 0);
        LeafHash[] leaves = [.. bytes.Chunk(Digest.Length).Select(leaf => Digest.TryDecode(leaf, out var digest) ? new LeafHash(digest) : null).OfType<LeafHash>()];
        return checkpoint is null || promise is null ? null : new(promise, checkpoint, leaves);
    }

    // A note has one encoding, so the file has one too.
    private static SignedCheckpoint? ReadCheckpoint(ObjectReader reader, string name) =>
        SignedCheckpoint.TryDecode(Encoding.UTF8.GetBytes(reader.Text(name)), out var checkpoint) ? checkpoint : null;

    private static CanonicalString TextOf(byte[] note) => CanonicalValue.Text(Encoding.UTF8.GetString(note));
}
