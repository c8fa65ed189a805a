namespace Vote.Crypto.Threshold;

/// <summary>How many trustees there are, and how many of them decrypt: 2 ≤ t ≤ n ≤ 16. spec §3.2</summary>
public sealed record ThresholdPolicy
{
    /// <exception cref="ArgumentOutOfRangeException">Other numbers.</exception>
    public ThresholdPolicy(int threshold, int trustees)
    {
        if (!IsValid(threshold, trustees))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), $"{threshold} of {trustees}: needs 2 ≤ t ≤ n ≤ {TrusteeIndex.Maximum}.");
        }

        (Threshold, Trustees) = (threshold, trustees);
    }

    /// <summary>t: as many decrypt, fewer learn nothing.</summary>
    public int Threshold { get; }

    /// <summary>n.</summary>
    public int Trustees { get; }

    /// <summary>1 … n.</summary>
    public IEnumerable<TrusteeIndex> All => Enumerable.Range(1, Trustees).Select(value => new TrusteeIndex(value));

    /// <summary>Whether a policy with these numbers exists.</summary>
    public static bool IsValid(int threshold, int trustees) =>
        threshold >= 2 && threshold <= trustees && trustees <= TrusteeIndex.Maximum;

    public override string ToString() => $"{Threshold} of {Trustees}";
}
