using Vote.Ledger.Anchors;
using Vote.Tally.Terminal;

namespace Vote.Tally.Network;

/// <summary>An Ethereum node that the command line named.</summary>
internal sealed class NodeConnection : IDisposable
{
    private readonly HttpClient http = JsonRpcClient.NewHttp();

    private NodeConnection(Uri address) => Node = new(new(http, address));

    /// <summary>What can be asked of it.</summary>
    public EthereumNode Node { get; }

    /// <summary>Says whom it asks, without the path that may hold an access key.</summary>
    public static NodeConnection Open(Desk desk, string address)
    {
        var parsed = Addresses.Parse(address);
        desk.Say(Texts.AnchorAsking, parsed.GetLeftPart(UriPartial.Authority).Replace(parsed.UserInfo + "@", "", StringComparison.Ordinal));
        return new(parsed);
    }

    /// <summary>An address of an account or contract.</summary>
    public static EthereumAddress ParseAccount(string text) =>
        EthereumAddress.TryParse(text, out var account) ? account : throw Stop.CouldNotRun(Texts.AddressOfAccount, text);

    public void Dispose() => http.Dispose();
}
