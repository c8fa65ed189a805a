using System.Text.Json;
using Vote.Api.Elections;
using Vote.Ledger.Anchors;

namespace Vote.Api.Configuration;

/// <summary>
/// <c>anchor.json</c>: <c>{"rpc": "…", "contract": "0x…", "sender": "0x…"}</c>, and <c>max_fee_gwei</c> where 100 is not right. Without the file
/// nothing is anchored. docs/operations.md
/// </summary>
internal static class AnchorFile
{
    private const long Gwei = 1_000_000_000;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>What the file says; nothing when there is none.</summary>
    /// <exception cref="InvalidDataException">It says something that cannot be.</exception>
    public static AnchorSetup? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var file = Read(path);
        var rpc = Uri.TryCreate(file.Rpc, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new InvalidDataException($"{path}: rpc is no http or https address");
        var fee = file.MaxFeeGwei is > 0 and <= 1_000_000 and var gwei
            ? gwei * Gwei
            : throw new InvalidDataException($"{path}: max_fee_gwei is a whole number from 1 to 1000000");
        return new(rpc, new(Account(path, "contract", file.Contract), Account(path, "sender", file.Sender), fee));
    }

    private static EthereumAddress Account(string path, string name, string text) =>
        EthereumAddress.TryParse(text, out var account) ? account : throw new InvalidDataException($"{path}: {name} is 0x and 40 hexadecimal digits");

    private static FileJson Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<FileJson>(File.ReadAllBytes(path), Strict) ?? throw new InvalidDataException($"{path} holds null");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    private sealed record FileJson(string Rpc, string Contract, string Sender, long MaxFeeGwei = 100);
}
