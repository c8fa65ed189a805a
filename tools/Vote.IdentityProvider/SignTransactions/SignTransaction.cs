using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.SignTransactions;

/// <summary>What became of a sign transaction.</summary>
internal enum SignStatus
{
    /// <summary>Nobody has decided yet.</summary>
    Pending,

    /// <summary>Signed.</summary>
    Signed,

    /// <summary>The person declined.</summary>
    Cancelled,
}

/// <summary>A state, the signature that belongs to <see cref="SignStatus.Signed"/> alone, and until when it holds.</summary>
internal sealed record SignOutcome(SignStatus Status, byte[]? Cms, DateTimeOffset Until);

/// <summary>One content that one client wants signed once: pending for 10 minutes, then decided once, then readable for 5 minutes.</summary>
internal sealed class SignTransaction(RegisteredClient client, ReadableContent content, DateTimeOffset created)
{
    /// <summary>How long a person may take.</summary>
    public static readonly TimeSpan PendingTime = TimeSpan.FromMinutes(10);

    /// <summary>How long the client may fetch the result.</summary>
    public static readonly TimeSpan ResultTime = TimeSpan.FromMinutes(5);

    private SignOutcome outcome = new(SignStatus.Pending, null, created + PendingTime);

    /// <summary>Who made it, and who alone may use it.</summary>
    public RegisteredClient Client => client;

    /// <summary>What is to be signed.</summary>
    public ReadableContent Content => content;

    /// <summary>The state at a time; null when its time is over.</summary>
    public SignOutcome? At(DateTimeOffset now) => Volatile.Read(ref outcome) is var current && now < current.Until ? current : null;

    /// <summary>True while it waits for a decision.</summary>
    public bool IsPendingAt(DateTimeOffset now) => At(now)?.Status == SignStatus.Pending;

    /// <summary>Keeps a signature; false when it was decided before or too late. Of two at once one is kept.</summary>
    public bool TrySign(byte[] cms, DateTimeOffset now) => TryDecide(new(SignStatus.Signed, cms, now + ResultTime), now);

    /// <summary>Keeps the refusal; false when it was decided before or too late.</summary>
    public bool TryCancel(DateTimeOffset now) => TryDecide(new(SignStatus.Cancelled, null, now + ResultTime), now);

    private bool TryDecide(SignOutcome decided, DateTimeOffset now)
    {
        var current = At(now);
        return current is { Status: SignStatus.Pending } && Interlocked.CompareExchange(ref outcome, decided, current) == current;
    }
}
