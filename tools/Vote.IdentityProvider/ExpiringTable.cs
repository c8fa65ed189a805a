using System.Diagnostics.CodeAnalysis;
using System.Text;
using Vote.Canonical;

namespace Vote.IdentityProvider;

/// <summary>
/// Values under secret names for a fixed time, in memory. Names are kept hashed: a dump of the memory's keys opens nothing, and
/// looking one up takes a time that says nothing about the others.
/// </summary>
internal sealed class ExpiringTable<T>(TimeSpan lifetime, TimeProvider clock)
    where T : class
{
    /// <summary>Beyond it the oldest go first, so that nobody fills the memory.</summary>
    public const int Capacity = 100_000;

    private readonly Lock guard = new();
    private readonly Dictionary<Digest, (T Value, DateTimeOffset Until)> values = [];
    private readonly Queue<(Digest Name, DateTimeOffset Until)> ages = [];

    /// <summary>False, and nothing changed, when the name stands already.</summary>
    public bool TryAdd(string name, T value)
    {
        var (key, now) = (KeyOf(name), clock.GetUtcNow());
        lock (guard)
        {
            Forget(now);
            if (!values.TryAdd(key, (value, now + lifetime)))
            {
                return false;
            }

            ages.Enqueue((key, now + lifetime));
            return true;
        }
    }

    /// <summary>The value of a name, while its time lasts.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out T? value)
    {
        var (key, now) = (KeyOf(name), clock.GetUtcNow());
        lock (guard)
        {
            value = values.TryGetValue(key, out var found) && now < found.Until ? found.Value : null;
            return value is not null;
        }
    }

    /// <summary>Forgets a name before its time.</summary>
    public void Remove(string name)
    {
        lock (guard)
        {
            values.Remove(KeyOf(name));
        }
    }

    // A name that was removed and added again has an older mark in the queue; the later one decides.
    private void Forget(DateTimeOffset now)
    {
        while (ages.TryPeek(out var oldest) && (oldest.Until <= now || ages.Count >= Capacity))
        {
            ages.Dequeue();
            if (values.TryGetValue(oldest.Name, out var found) && found.Until == oldest.Until)
            {
                values.Remove(oldest.Name);
            }
        }
    }

    private static Digest KeyOf(string name) => Digest.Sha256(Encoding.UTF8.GetBytes(name));
}
