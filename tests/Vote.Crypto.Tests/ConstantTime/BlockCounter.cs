namespace Vote.Crypto.Tests.ConstantTime;

/// <summary>What <see cref="BlockInstrumenter"/> makes every basic block of Vote.Crypto call. Threads count into one table.</summary>
public static class BlockCounter
{
    private static readonly Dictionary<string, int> Entered = [];

    private static int[] _counts = [];

    [ThreadStatic]
    private static int _suspended;

    /// <summary>A block is about to run.</summary>
    public static void Hit(int block)
    {
        if (_suspended == 0 && block < _counts.Length)
        {
            Interlocked.Increment(ref _counts[block]);
        }
    }

    /// <summary>A method that says of itself that it is variable-time begins; what runs inside is public and not counted.</summary>
    public static void Enter(string method)
    {
        if (_suspended++ == 0)
        {
            lock (Entered)
            {
                Entered[method] = Entered.GetValueOrDefault(method) + 1;
            }
        }
    }

    /// <summary>That method returns.</summary>
    public static void Leave() => _suspended--;

    /// <summary>Runs the action; gives how often each block ran, and the outermost variable-time methods with their calls.</summary>
    public static (int[] Counts, string[] Vartime) Run(int blocks, Action action)
    {
        Entered.Clear();
        _counts = new int[blocks];
        action();
        var counts = _counts;
        _counts = [];
        return (counts, [.. Entered.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal)]);
    }
}
