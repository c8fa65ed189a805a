using System.Net;
using System.Text;
using System.Text.Json;
using Vote.Ledger.Anchors;
using Vote.Testing;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>What a node answers is another party's word: one form is read, everything else is a clear error.</summary>
public sealed class JsonRpcClientTests
{
    private const string Block =
        """{"number":"0x10","timestamp":"0x65000000","baseFeePerGas":"0x3b9aca00","hash":"0x00"}""";

    [Fact]
    public async Task AsksAndReadsOneForm()
    {
        var handler = new Canned(id => $$"""{"jsonrpc":"2.0","id":{{id}},"result":"0x7a69"}""");
        Assert.Equal(31337, await NodeOf(handler).ChainAsync(CancellationToken.None));
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":[]}""", handler.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"0x1\"")]
    [InlineData("""{"id":ID,"result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"1.0","id":ID,"result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":7,"result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"ID","result":"0x1"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":"0x1","error":{"code":1,"message":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":"0x1","result":"0x2"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"error":"x"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"error":{"code":"1","message":"x"}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"error":{"code":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":"0x1"} x""")]
    [InlineData("<html>login</html>")]
    public async Task RefusesWhatIsNotJsonRpc(string answer)
    {
        var node = NodeOf(new Canned(id => answer.Replace("ID", $"{id}", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<InvalidDataException>(() => node.ChainAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"7a69\"")]
    [InlineData("\"0x\"")]
    [InlineData("\"0x01\"")]
    [InlineData("\"0x-1\"")]
    [InlineData("\"0x 1\"")]
    [InlineData("\"0xg\"")]
    [InlineData("\"0x8000000000000000\"")]
    [InlineData("\"0x10000000000000000\"")]
    public async Task RefusesEveryOtherSpellingOfANumber(string number)
    {
        var node = NodeOf(new Canned(id => $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{number}}}"""));
        await Assert.ThrowsAsync<InvalidDataException>(() => node.ChainAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ReadsBlocksOfOneForm()
    {
        var head = await NodeOf(Result(Block)).LatestAsync(CancellationToken.None);
        Assert.Equal((16, 0x65000000, 1_000_000_000), (head.Number.Value, head.Time.ToUnixTimeSeconds(), head.BaseFee));
        await Assert.ThrowsAsync<IOException>(() => NodeOf(Result("null")).FinalizedAsync(CancellationToken.None));
        foreach (var (from, to) in new[] { ("\"number\"", "\"n\""), ("timestamp", "t"), ("0x65000000", "0x7fffffffffffffff"), ("0x3b9aca00", "3") })
        {
            await Assert.ThrowsAsync<InvalidDataException>(() =>
                NodeOf(Result(Block.Replace(from, to, StringComparison.Ordinal))).LatestAsync(CancellationToken.None));
        }
    }

    [Fact]
    public async Task SaysWhatTheNodeRefusesInPrintableWordsOfLimitedLength()
    {
        var words = JsonSerializer.Serialize($"execution\u001b[31m reverted{new string('x', 5_000)}");
        var node = NodeOf(new Canned(id => $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32000,"message":{{{words}}}}}"""));
        var refused = await Assert.ThrowsAsync<IOException>(() => node.ChainAsync(CancellationToken.None));
        Assert.Contains("execution[31m reverted", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Message.Length < 300);
    }

    [Fact]
    public async Task NamesStatusTimeAndSizeButNeverTheAddress()
    {
        var status = NodeOf(new Canned(_ => "no", HttpStatusCode.Unauthorized));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => status.ChainAsync(CancellationToken.None));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);

        var slow = new HttpClient(new Canned(_ => "{}") { Delay = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromMilliseconds(50) };
        var late = await Assert.ThrowsAsync<HttpRequestException>(() => NodeOf(slow).ChainAsync(CancellationToken.None));
        Assert.Contains("no answer in time", late.Message, StringComparison.Ordinal);

        var huge = NodeOf(new Canned(_ => new string('x', (1 << 22) + 1)));
        await Assert.ThrowsAsync<HttpRequestException>(() => huge.ChainAsync(CancellationToken.None));
    }

    [Fact]
    public async Task StopsWhenTold()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NodeOf(Result("\"0x1\"")).ChainAsync(stop.Token));
    }

    /// <summary>Whatever bytes come, the answer is a value or one of three kinds of exception.</summary>
    [Fact]
    public async Task AnswersEveryMutation()
    {
        var mutator = new Mutator(seed: 11);
        var whole = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{{Block}}}""");
        for (var i = 0; i < Nightly.Or(2_000, 200_000); i++)
        {
            var bytes = mutator.Mutate(whole);
            try
            {
                await NodeOf(new Canned(_ => "", bytes: bytes)).LatestAsync(CancellationToken.None);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or HttpRequestException)
            {
                // A clear error.
            }
        }
    }

    private static Canned Result(string value) => new(id => $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{value}}}""");

    private static EthereumNode NodeOf(Canned handler) => NodeOf(JsonRpcClient.NewHttp(handler));

    private static EthereumNode NodeOf(HttpClient http) => new(new(http, new("http://node.example/secret")));

    private sealed class Canned(Func<long, string> answer, HttpStatusCode status = HttpStatusCode.OK, byte[]? bytes = null) : HttpMessageHandler
    {
        public string Asked { get; private set; } = "";

        public TimeSpan Delay { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Delay, cancellationToken);
            Asked = await request.Content!.ReadAsStringAsync(cancellationToken);
            using var asked = JsonDocument.Parse(Asked);
            var text = answer(asked.RootElement.GetProperty("id").GetInt64());
            return new(status) { Content = new ByteArrayContent(bytes ?? Encoding.UTF8.GetBytes(text)) };
        }
    }
}
