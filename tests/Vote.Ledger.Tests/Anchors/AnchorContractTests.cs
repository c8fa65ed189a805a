using System.Globalization;
using System.Text.Json;
using Vote.Canonical;
using Vote.Ledger.Anchors;
using Vote.Ledger.Entries;
using Vote.Testing;

namespace Vote.Ledger.Tests.Anchors;

/// <summary>The contract as compiled, as committed, as specified and as called are one. spec/vectors/anchor.json, spec/ledger.md §11 (2)</summary>
public sealed class AnchorContractTests
{
    private static readonly JsonElement Vectors = SpecVectors.Load("anchor.json");

    private static JsonElement Example => Vectors.GetProperty("example");

    [Fact]
    public void CompilesToTheCommittedFile() =>
        Assert.Equal(ContractFiles.Committed.GetRawText(), ContractFiles.Compiled.GetRawText());

    [Fact]
    public void HasTheCodeThatTheSpecificationNames()
    {
        var compiled = ContractFiles.Compiled;
        var runtime = Convert.FromHexString(compiled.GetProperty("runtime").GetString()!);

        Assert.Equal(AnchorContract.Code, Digest.Sha256(runtime));
        Assert.Equal(AnchorContract.Code.ToHex(), Vectors.GetProperty("runtime_sha256").GetString());
        Assert.Contains(AnchorContract.Code.ToHex(), File.ReadAllText(ContractFiles.Path("spec/ledger.md")), StringComparison.Ordinal);
        Assert.EndsWith(compiled.GetProperty("runtime").GetString()!, compiled.GetProperty("creation").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Two functions and one event, of exactly these types: no owner, no way to change what was anchored.</summary>
    [Fact]
    public void HasTheInterfaceThatIsCalledAndNoOther()
    {
        var abi = ContractFiles.Compiled.GetProperty("abi").EnumerateArray().Select(Signature).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "event Anchored(indexed address,indexed bytes32,uint64,bytes32)",
                "function anchor(bytes32,uint64,bytes32)",
                "function last(address,bytes32)",
            ],
            abi);

        var selectors = ContractFiles.Compiled.GetProperty("selectors");
        Assert.Equal(selectors.GetRawText().Where(char.IsAsciiHexDigit), Vectors.GetProperty("selectors").GetRawText().Where(char.IsAsciiHexDigit));
    }

    [Fact]
    public void CallsAsTheVectorsDo()
    {
        var (election, root) = (Hash("election"), Hash("root"));
        var size = new TreeSize(Example.GetProperty("size").GetInt64());
        Assert.True(EthereumAddress.TryParse($"0x{Example.GetProperty("sender").GetString()}", out var sender));

        Assert.Equal(Text("anchor_call"), Convert.ToHexStringLower(AnchorContract.AnchorCall(election, size, root)));
        Assert.Equal(Text("last_call"), Convert.ToHexStringLower(AnchorContract.LastCall(sender, election)));
        Assert.Equal(Vectors.GetProperty("topic").GetString(), AnchorContract.Topic.ToHex());
        Assert.Equal(Example.GetProperty("topics")[1].GetString(), Convert.ToHexStringLower(AnchorContract.Word(sender)));
        Assert.True(AnchorContract.TryDecodeHead(Convert.FromHexString(Text("data")), out var head));
        Assert.Equal(new AnchoredHead(size, root), head);
    }

    [Fact]
    public void RefusesDataOfAnotherForm()
    {
        var data = Convert.FromHexString(Text("data"));

        Assert.False(AnchorContract.TryDecodeHead(data.AsSpan(1), out _));
        Assert.False(AnchorContract.TryDecodeHead([.. data, 0], out _));
        Assert.False(AnchorContract.TryDecodeHead([], out _));
        for (var i = 0; i < 24; i++)
        {
            Assert.False(AnchorContract.TryDecodeHead([.. data.AsSpan(0, i), 1, .. data.AsSpan(i + 1)], out _));
        }

        byte[] largest = [.. new byte[24], .. Enumerable.Repeat<byte>(0xff, 8), .. data.AsSpan(32)];
        Assert.True(AnchorContract.TryDecodeHead(largest, out var head));
        Assert.Equal(long.MaxValue, head.Size.Value);
    }

    [Fact]
    public void ReadsEveryAcceptedDeclaration()
    {
        foreach (var vector in Vectors.GetProperty("accepted").EnumerateArray())
        {
            Assert.True(Entry.TryDecode(Bytes(vector), default, out var entry, out _), vector.GetProperty("comment").GetString());
            Assert.Equal(vector.GetProperty("hash").GetString(), entry.Hash.Value.ToHex());
            Assert.Equal(vector.GetProperty("leaf").GetString(), entry.LeafHash.Value.ToHex());
            Assert.All(entry.Signatures, signature => Assert.True(signature.Key.Verify(entry.Hash.Value, signature.Signature)));
            Assert.Equal(AnchorContract.Code, Assert.IsType<AnchorDeclared>(entry.Body).Terms.Code);
        }
    }

    [Fact]
    public void RefusesEveryOtherDeclaration()
    {
        foreach (var vector in Vectors.GetProperty("rejected").EnumerateArray())
        {
            Assert.False(Entry.TryDecode(Bytes(vector), default, out _, out var refusal), vector.GetProperty("comment").GetString());
            Assert.Equal(LedgerRefusal.Malformed, refusal);
        }
    }

    [Theory]
    [InlineData("0xc0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", true)]
    [InlineData("0xC0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", true)]
    [InlineData("c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", false)]
    [InlineData("0xc0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", false)]
    [InlineData("0Xc0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", false)]
    [InlineData("0xg0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0", false)]
    public void ReadsAddressesOfOneForm(string text, bool isAddress)
    {
        Assert.Equal(isAddress, EthereumAddress.TryParse(text, out var address));
        Assert.Equal(isAddress ? text.ToLower(CultureInfo.InvariantCulture) : null, address?.ToString());
    }

    private static string Signature(JsonElement item)
    {
        var types = item.GetProperty("inputs").EnumerateArray().Select(input =>
            (input.TryGetProperty("indexed", out var indexed) && indexed.GetBoolean() ? "indexed " : "") + input.GetProperty("type").GetString());
        return $"{item.GetProperty("type").GetString()} {item.GetProperty("name").GetString()}({string.Join(',', types)})";
    }

    private static byte[] Bytes(JsonElement vector) => Convert.FromHexString(vector.GetProperty("entry").GetString()!);

    private static string Text(string name) => Example.GetProperty(name).GetString()!;

    private static Digest Hash(string name) => Digest.TryParseHex(Text(name), out var hash) ? hash : throw new ArgumentException("no hash", nameof(name));
}
