using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Vote.Electorate.Network;
using Vote.Ledger.Entries;
using Vote.Ledger.Notes;

namespace Vote.EndToEnd.Tests.Takeover;

/// <summary>
/// A voter who changes their mind again and again, and who sends the same bytes to one server after the other until somebody promises,
/// as the client does.
/// </summary>
internal sealed class PersistentVoter(HttpVoter voter, IReadOnlyList<Uri> servers, ConcurrentDictionary<LeafHash, SignedPromise> promises)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A voter's ballots are published one a second, so more of them would only wait.</summary>
    private static readonly TimeSpan Reflection = TimeSpan.FromMilliseconds(700);
    private int turn;

    /// <summary>The last ballot that was sealed, which is the one to count.</summary>
    public Entry? Last { get; private set; }

    /// <summary>What it chose.</summary>
    public int Option { get; private set; }

    /// <summary>How often a server gave no answer, or said that it does not know.</summary>
    public int Failures { get; private set; }

    /// <summary>Votes until told to stop; the ballot under way is seen through.</summary>
    public async Task VoteAsync(int options, Func<bool> isOver, CancellationToken cancellationToken)
    {
        turn = RandomNumberGenerator.GetInt32(servers.Count);
        do
        {
            Option = RandomNumberGenerator.GetInt32(1, options + 1);
            Last = voter.Seal([Option]);
            promises[Last.LeafHash] = await CastAsync(Last, cancellationToken);
            await Task.Delay(Reflection, cancellationToken);
        }
        while (!isOver());
    }

    /// <summary>The promise that a server gives now for the last ballot.</summary>
    public Task<SignedPromise> AskAsync(Uri server, CancellationToken cancellationToken) => voter.CastAsync(server, Last!, cancellationToken);

    private async Task<SignedPromise> CastAsync(Entry ballot, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await voter.CastAsync(servers[turn++ % servers.Count], ballot, cancellationToken);
            }
            catch (Exception failure) when (failure is HttpRequestException or ServerRefusal { Status: >= HttpStatusCode.InternalServerError })
            {
                Failures++;
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
