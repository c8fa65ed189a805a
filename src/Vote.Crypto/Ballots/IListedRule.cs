using System.Numerics;

namespace Vote.Crypto.Ballots;

/// <summary>A rule whose choices are lists of option numbers: the only ones that can be mixed. spec §4.4</summary>
public interface IListedRule
{
    /// <summary>Fewest options of a choice other than blank.</summary>
    int Minimum { get; }

    /// <summary>Most options of a choice.</summary>
    int Maximum { get; }

    /// <summary>Whether the order of the options is the voter's; otherwise they ascend.</summary>
    bool IsRanked { get; }

    /// <summary>The number of different choices among so many options, the blank included. spec §4.4</summary>
    BigInteger Patterns(int options)
    {
        BigInteger patterns = 1;
        BigInteger lists = 1;
        for (var k = 1; k <= Maximum; k++)
        {
            lists = lists * (options - k + 1) / (IsRanked ? 1 : k);
            patterns += k >= Minimum ? lists : 0;
        }

        return patterns;
    }
}
