using Vote.IdentityProvider.SignTransactions;

namespace Vote.IdentityProvider.Tests.SignTransactions;

/// <summary>One decision, whoever comes at the same instant.</summary>
[Collection(ProviderGroup.Name)]
public sealed class SignTransactionRaceTests(ProviderFixture provider)
{
    [Fact]
    public async Task KeepsTheFirstDecisionAlone()
    {
        Assert.True(ReadableContent.TryDecode("text"u8, out var content));
        for (var round = 0; round < 2000; round++)
        {
            var transaction = new SignTransaction(provider.City.Registration, content, provider.Clock.Now);
            using var start = new Barrier(2);
            var signed = Task.Run(() => start.SignalAndWait(1000) && transaction.TrySign([1], provider.Clock.Now));
            var cancelled = Task.Run(() => start.SignalAndWait(1000) && transaction.TryCancel(provider.Clock.Now));
            var (signing, cancelling) = (await signed, await cancelled);
            Assert.True(signing ^ cancelling);
            Assert.Equal(signing ? SignStatus.Signed : SignStatus.Cancelled, transaction.At(provider.Clock.Now)!.Status);
        }
    }
}
