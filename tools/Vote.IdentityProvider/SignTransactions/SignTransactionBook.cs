using System.Diagnostics.CodeAnalysis;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Tokens;

namespace Vote.IdentityProvider.SignTransactions;

/// <summary>The sign transactions of the last quarter of an hour. In memory: after a restart clients begin again.</summary>
internal sealed class SignTransactionBook(TimeProvider clock)
{
    private readonly ExpiringTable<SignTransaction> transactions = new(SignTransaction.PendingTime + SignTransaction.ResultTime, clock);

    /// <summary>Opens one and gives its secret name.</summary>
    public string Open(RegisteredClient client, ReadableContent content)
    {
        var id = SecretText.Draw();
        transactions.TryAdd(id, new SignTransaction(client, content, clock.GetUtcNow()));
        return id;
    }

    /// <summary>A client's own; a foreign one is as unknown as one that never was.</summary>
    public bool TryFind(string id, RegisteredClient client, [NotNullWhen(true)] out SignTransaction? transaction) =>
        transactions.TryGet(id, out transaction) && transaction.Client.ClientId == client.ClientId;
}
