using Vote.Api.Configuration;

namespace Vote.Api.Tests.Operations;

/// <summary><c>anchor.json</c>. docs/operations.md</summary>
public sealed class AnchorFileTests : IDisposable
{
    private const string Account = "0xc0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void IsOffWithoutTheFileAndOnWithThreeSettings()
    {
        Assert.Null(AnchorFile.Load(Path.Combine(folder.Root.FullName, "missing.json")));
        var loaded = Load($$"""{"rpc":"http://127.0.0.1:8545","contract":"{{Account}}","sender":"{{Account}}"}""");
        Assert.Equal((8545, 100_000_000_000, Account), (loaded!.Rpc.Port, loaded.Settings.MostFee, $"{loaded.Settings.Sender}"));
        Assert.Equal(7_000_000_000, Load($$"""{"rpc":"https://node.example/key","contract":"{{Account}}","sender":"{{Account}}","max_fee_gwei":7}""")!.Settings.MostFee);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"rpc":"http://127.0.0.1:8545","contract":"ACCOUNT"}""")]
    [InlineData("""{"rpc":"ftp://127.0.0.1","contract":"ACCOUNT","sender":"ACCOUNT"}""")]
    [InlineData("""{"rpc":"here","contract":"ACCOUNT","sender":"ACCOUNT"}""")]
    [InlineData("""{"rpc":"http://127.0.0.1","contract":"0x12","sender":"ACCOUNT"}""")]
    [InlineData("""{"rpc":"http://127.0.0.1","contract":"ACCOUNT","sender":null}""")]
    [InlineData("""{"rpc":"http://127.0.0.1","contract":"ACCOUNT","sender":"ACCOUNT","max_fee_gwei":0}""")]
    [InlineData("""{"rpc":"http://127.0.0.1","contract":"ACCOUNT","sender":"ACCOUNT","max_fee_gwei":1.5}""")]
    [InlineData("""{"rpc":"http://127.0.0.1","contract":"ACCOUNT","sender":"ACCOUNT","max_fee_gwei":10000000}""")]
    [InlineData("""{"rpc":"http://127.0.0.1","contract":"ACCOUNT","sender":"ACCOUNT","key":"0x00"}""")]
    [InlineData("""{"rpc":"http://127.0.0.1","contract":"ACCOUNT","sender":"ACCOUNT","sender":"ACCOUNT"}""")]
    public void RefusesEverythingElse(string content) =>
        Assert.Throws<InvalidDataException>(() => Load(content.Replace("ACCOUNT", Account, StringComparison.Ordinal)));

    private Vote.Api.Elections.AnchorSetup? Load(string content)
    {
        var path = Path.Combine(folder.Root.FullName, "anchor.json");
        File.WriteAllText(path, content);
        return AnchorFile.Load(path);
    }
}
