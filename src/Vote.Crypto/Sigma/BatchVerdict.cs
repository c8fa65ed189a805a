namespace Vote.Crypto.Sigma;

/// <summary>What a batch showed about each of its proofs.</summary>
public sealed class BatchVerdict
{
    private readonly Verdict[] verdicts;

    internal BatchVerdict(Verdict[] verdicts)
    {
        this.verdicts = verdicts;
        Culprits = [.. verdicts.Index()
            .Where(item => item.Item is not Verdict.Accepted)
            .Select(item => new Culprit(item.Index, (Verdict.Rejected)item.Item))];
        Overall = Culprits.Count == 0 ? Verdict.Accept : Verdict.Reject(Culprits[0].Rejection.Reason, Describe());
    }

    /// <summary>Accepted when every proof is. An empty batch is accepted: it claims nothing.</summary>
    public Verdict Overall { get; }

    /// <summary>One verdict a proof, in the order in which they were added.</summary>
    public IReadOnlyList<Verdict> Verdicts => verdicts;

    /// <summary>Every rejected proof, ascending.</summary>
    public IReadOnlyList<Culprit> Culprits { get; }

    private string Describe()
    {
        var first = Culprits[0];
        var others = Culprits.Count == 1 ? string.Empty : $" and {Culprits.Count - 1} more";
        return $"proof {first.Index}{others}: {first.Rejection.Detail}".TrimEnd(' ', ':');
    }
}

/// <summary>A proof that did not hold.</summary>
/// <param name="Index">Its position in the batch, from 0.</param>
/// <param name="Rejection">Why it was refused.</param>
public sealed record Culprit(int Index, Verdict.Rejected Rejection);
