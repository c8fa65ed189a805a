using Vote.Canonical.Signatures;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;

namespace Vote.Crypto.Tests.Threshold;

/// <summary>n trustees in one process, step by step.</summary>
internal sealed class TestCeremony : IDisposable
{
    private readonly List<IDisposable> owned = [];

    private TestCeremony(int threshold, int trustees) => Policy = new ThresholdPolicy(threshold, trustees);

    public ThresholdPolicy Policy { get; }

    public IdentityState[] Identified { get; private set; } = [];

    public CommitState[] Committed { get; private set; } = [];

    public RevealState[] Revealed { get; private set; } = [];

    public ShareState[] Shared { get; private set; } = [];

    public ConfirmedTrustee[] Confirmed { get; private set; } = [];

    /// <summary>Copies of the trustees' signing keys, for a trustee that lies under its own name.</summary>
    public SigningKey[] Signing { get; private set; } = [];

    public IdentityMessage[] Identities { get; private set; } = [];

    public CommitMessage[] Commits { get; private set; } = [];

    public RevealMessage[] Reveals { get; private set; } = [];

    public ShareMessage[] Shares { get; private set; } = [];

    public ConfirmMessage[] Confirms { get; private set; } = [];

    public static TestCeremony AtIdentities(int threshold, int trustees)
    {
        var ceremony = new TestCeremony(threshold, trustees);
        ceremony.Signing = ceremony.Keep(ceremony.Policy.All.Select(_ => SigningKey.Generate()));
        ceremony.Identified = ceremony.Keep(ceremony.Policy.All.Select(trustee => IdentityState.Begin(
            new CeremonySeat(ceremony.Policy, trustee, $"Trustee {trustee.Value}"), Copy(ceremony.Signing[trustee.Value - 1]))));
        ceremony.Identities = Array.ConvertAll(ceremony.Identified, state => state.Message);
        return ceremony;
    }

    public static TestCeremony AtCommits(int threshold, int trustees)
    {
        var ceremony = AtIdentities(threshold, trustees);
        ceremony.Committed = ceremony.Keep(ceremony.Identified.Select(state => Taken(state.Commit(ceremony.Identities))));
        ceremony.Commits = Array.ConvertAll(ceremony.Committed, state => state.Message);
        return ceremony;
    }

    public static TestCeremony AtReveals(int threshold, int trustees)
    {
        var ceremony = AtCommits(threshold, trustees);
        ceremony.Revealed = ceremony.Keep(ceremony.Committed.Select(state => Taken(state.Reveal(ceremony.Commits))));
        ceremony.Reveals = Array.ConvertAll(ceremony.Revealed, state => state.Message);
        return ceremony;
    }

    public static TestCeremony AtShares(int threshold, int trustees)
    {
        var ceremony = AtReveals(threshold, trustees);
        ceremony.Shared = ceremony.Keep(ceremony.Revealed.Select(state => Taken(state.Share(ceremony.Reveals))));
        ceremony.Shares = Array.ConvertAll(ceremony.Shared, state => state.Message);
        return ceremony;
    }

    public static TestCeremony AtConfirms(int threshold, int trustees)
    {
        var ceremony = AtShares(threshold, trustees);
        ceremony.Confirmed = ceremony.Keep(ceremony.Shared.Select(state => Taken(state.Confirm(ceremony.Shares))));
        ceremony.Confirms = Array.ConvertAll(ceremony.Confirmed, state => state.Message);
        return ceremony;
    }

    public CeremonyRecord Record() => Taken(Confirmed[0].Complete(Confirms));

    public void Dispose() => owned.ForEach(item => item.Dispose());

    public static T Taken<T>(CeremonyStep<T> step)
        where T : class =>
        step switch
        {
            CeremonyStep<T>.Taken(var next) => next,
            CeremonyStep<T>.Refused(var faults) => throw new Xunit.Sdk.XunitException(string.Join("; ", faults)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static IReadOnlyList<CeremonyFault> Refused<T>(CeremonyStep<T> step)
        where T : class => Assert.IsType<CeremonyStep<T>.Refused>(step).Faults;

    private static SigningKey Copy(SigningKey key)
    {
        Assert.True(SigningKey.TryImport(key.ExportSecret(), out var copy));
        return copy;
    }

    private T[] Keep<T>(IEnumerable<T> states)
        where T : IDisposable
    {
        var kept = states.ToArray();
        owned.AddRange(kept.Cast<IDisposable>());
        return kept;
    }
}
