namespace Vote.Identity.Acts;

/// <summary>What became of the attempt to use a nonce.</summary>
public enum NonceUse
{
    /// <summary>Never issued here, or so long ago that it was forgotten.</summary>
    Unknown,

    /// <summary>Issued here, unused, in time; it is used now.</summary>
    Accepted,

    /// <summary>Used before.</summary>
    AlreadyUsed,

    /// <summary>Too old.</summary>
    Expired,
}

/// <summary>The nonces the server issued. Each is good for one act. spec/identity §5 (4)</summary>
public interface IActNonces
{
    /// <summary>Draws and remembers a nonce.</summary>
    Task<ActNonce> IssueAsync(CancellationToken cancellationToken);

    /// <summary>Uses a nonce; of two concurrent calls with one nonce at most one is accepted.</summary>
    Task<NonceUse> UseAsync(ActNonce nonce, CancellationToken cancellationToken);
}

/// <summary>Nonces of one process. After a restart they are unknown, so their voters sign in again.</summary>
public sealed class ActNoncesInMemory(TimeProvider clock, TimeSpan lifetime) : IActNonces
{
    private readonly Lock gate = new();
    private readonly Dictionary<ActNonce, Issued> issued = [];
    private readonly Queue<(ActNonce Nonce, DateTimeOffset Forget)> order = new();

    /// <inheritdoc/>
    public Task<ActNonce> IssueAsync(CancellationToken cancellationToken)
    {
        var nonce = ActNonce.Draw();
        lock (gate)
        {
            var now = clock.GetUtcNow();
            ForgetOld(now);
            issued.Add(nonce, new Issued(now + lifetime));

            // Kept for twice its life, so that a late or second use hears the true reason.
            order.Enqueue((nonce, now + (2 * lifetime)));
        }

        return Task.FromResult(nonce);
    }

    /// <inheritdoc/>
    public Task<NonceUse> UseAsync(ActNonce nonce, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(issued.TryGetValue(nonce, out var found) ? Use(found) : NonceUse.Unknown);
        }
    }

    private NonceUse Use(Issued found)
    {
        if (found.Used)
        {
            return NonceUse.AlreadyUsed;
        }

        if (clock.GetUtcNow() > found.Expires)
        {
            return NonceUse.Expired;
        }

        found.Used = true;
        return NonceUse.Accepted;
    }

    private void ForgetOld(DateTimeOffset now)
    {
        while (order.TryPeek(out var oldest) && oldest.Forget < now)
        {
            issued.Remove(order.Dequeue().Nonce);
        }
    }

    private sealed class Issued(DateTimeOffset expires)
    {
        public DateTimeOffset Expires { get; } = expires;

        public bool Used { get; set; }
    }
}
