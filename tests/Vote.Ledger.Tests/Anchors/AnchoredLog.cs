using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Ledger.Rules;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>A log in memory that grows, as the worker and the audit see it. Every one has an election hash of its own, so that many share a chain.</summary>
internal sealed class AnchoredLog : IDisposable
{
    private readonly TestElection election = new() { Hash = Canonical.Digest.Sha256(Guid.CreateVersion7().ToByteArray()) };

    internal AnchoredLog(params AnchorTerms[] declared)
    {
        State = new(new(election.Hash, election.Authors, 20));
        Append(election.Opened());
        Array.ForEach(declared, Declare);
    }

    internal LedgerState State { get; }

    internal Canonical.Digest Hash => election.Hash;

    internal AnchoredHead Head => new(State.Tree.Size, State.Tree.Root);

    /// <summary>The newest checkpoint with the quorum; the newest of all unless a test says otherwise.</summary>
    internal AnchorView View => new(Head, State.Phase, RootAt);

    public void Dispose() => election.Dispose();

    internal void Declare(AnchorTerms terms) => Append(election.ByOfficers(new AnchorDeclared(terms)));

    internal void Grow(int entries = 1)
    {
        for (var i = 0; i < entries; i++)
        {
            Append(election.ByOfficers(new AdministratorAct($"act {State.Tree.Size.Value}")));
        }
    }

    internal void Close()
    {
        var head = State.Head;
        Append(election.ByOfficers(new VotingClosed(head.Size, head.Root, head.ChainHead)));
    }

    /// <summary>The root of this log, or of none so long.</summary>
    internal Canonical.Digest? RootAt(TreeSize size) => size.Value <= State.Tree.Size.Value ? State.Tree.RootAt(size) : null;

    private void Append(Entry entry) => Assert.All(State.Append(entry), check => Assert.IsType<LedgerVerdict.Accepted>(check.Verdict));
}
