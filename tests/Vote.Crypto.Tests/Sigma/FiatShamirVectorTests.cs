using System.Text.Json;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;
using Xunit.Abstractions;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>The vectors of draft-irtf-cfrg-fiat-shamir, every record of both files.</summary>
public sealed class FiatShamirVectorTests(ITestOutputHelper output)
{
    /// <summary>
    /// Records about the draft's example protocol over the field of 2³¹ − 1 elements, which nothing here uses. Named one by one, so that a new record
    /// is either run or noticed.
    /// </summary>
    private static readonly HashSet<string> OutOfScope = new(StringComparer.Ordinal)
    {
        "fiat-shamir/codec/sumcheck_reject_noncanonical_coefficient",
        "fiat-shamir/codec/sumcheck_reject_round_identity",
        "fiat-shamir/shake128/sumcheck",
        "fiat-shamir/shake128/sumcheck_reject_trailing_bytes",
    };

    [Fact]
    public void SpongeGivesTheDraftsBytes() => RunAll("fiatShamirShake128Vectors.json", expectedCount: 13);

    [Fact]
    public void CodecsGiveTheDraftsBytes() => RunAll("fiatShamirCodecVectors.json", expectedCount: 13);

    private void RunAll(string file, int expectedCount)
    {
        if (!CfrgVectors.TryOpen(file, output, out var records))
        {
            return;
        }

        Assert.Equal(expectedCount, records.Count);
        Assert.All(records, Run);
    }

    private static void Run(JsonElement record)
    {
        switch (record.Text("Function"))
        {
            case "Sumcheck":
                Assert.Contains(record.Text("Id"), OutOfScope);
                CheckSessionIfTagged(record);
                break;
            case "DuplexSponge":
                Assert.Equal(record.Text("Output"), Convert.ToHexStringLower(Replay(record)));
                break;
            case "DeriveSessionID":
                Assert.Equal(record.Text("Output"), Convert.ToHexStringLower(SessionId.Derive(record.Hex("Tag")).Bytes));
                break;
            case "DecodeUint":
                RunDecode(record);
                break;
            default:
                RunCodec(record);
                break;
        }
    }

    private static void CheckSessionIfTagged(JsonElement record)
    {
        if (record.TryGetProperty("Tag", out _))
        {
            Assert.Equal(record.Text("SessionId"), Convert.ToHexStringLower(SessionId.Derive(record.Hex("Tag")).Bytes));
        }
    }

    private static byte[] Replay(JsonElement record)
    {
        using var sponge = new DuplexSponge(new SessionId(record.Hex("SessionId")));
        var squeezed = new List<byte>();
        foreach (var operation in record.GetProperty("Operations").EnumerateArray())
        {
            if (operation.Text("type") == "absorb")
            {
                sponge.Absorb(operation.Hex("data"));
            }
            else
            {
                squeezed.AddRange(sponge.Squeeze(operation.GetProperty("length").GetInt32()));
            }
        }

        return [.. squeezed];
    }

    /// <summary>Both records decode to a P-256 scalar: by the library and by its twin.</summary>
    private static void RunDecode(JsonElement record)
    {
        Assert.Equal(DraftCodec.P256Order, DraftCodec.Parse(record.Text("Modulus")));
        var bytes = record.TryGetProperty("Operations", out _) ? Replay(record) : record.Hex("Input");
        var expected = DraftCodec.ToScalar(DraftCodec.Parse(record.Text("Challenge")));
        Assert.Equal(expected, Scalar.Reduce48LittleEndian(bytes));
        Assert.Equal(expected, DraftCodec.DecodeScalar(bytes));
    }

    private static void RunCodec(JsonElement record)
    {
        switch (record.Text("Function"))
        {
            case "SerializeVarLenString":
                Assert.Equal(record.Hex("Output"), DraftCodec.SerializeString(record.Hex("Input")));
                Assert.Equal(record.Hex("Input"), DraftCodec.DeserializeString(record.Hex("Output")));
                break;
            case "DeserializeVarLenString":
                Assert.Equal("reject", record.Text("Expected"));
                Assert.Null(DraftCodec.DeserializeString(record.Hex("Input")));
                break;
            case "SerializeUint":
                Assert.Equal(record.Hex("Output"), DraftCodec.SerializeInteger(DraftCodec.Parse(record.Text("Value")), ModulusOf(record)));
                break;
            case "SerializeField":
                Assert.Equal(DraftCodec.P256Order, ModulusOf(record));
                Assert.Equal(record.Hex("Output"), DraftCodec.ToScalar(DraftCodec.Parse(record.Text("Value"))).Encode());
                break;
            case "DeserializeUint":
                Assert.Equal("reject", record.Text("Expected"));
                Assert.Null(DraftCodec.DeserializeField(record.Hex("Input"), ModulusOf(record), 1));
                break;
            case "DeserializeField":
                var degree = record.GetProperty("ExtensionDegree").GetInt32();
                var expected = record.TryGetProperty("Coordinates", out var coordinates)
                    ? coordinates.EnumerateArray().Select(text => DraftCodec.Parse(text.GetString()!)).ToArray()
                    : null;
                Assert.Equal(expected, DraftCodec.DeserializeField(record.Hex("Input"), ModulusOf(record), degree));
                break;
            default:
                Assert.Fail($"{record.Text("Id")}: a function nobody runs");
                break;
        }
    }

    private static System.Numerics.BigInteger ModulusOf(JsonElement record) => DraftCodec.Parse(record.Text("Modulus"));
}
