using System.Globalization;
using System.Text.Json;
using Vote.Canonical;

namespace Vote.Ledger.Anchors;

/// <summary>
/// The values of Ethereum's JSON-RPC: quantities (<c>0x</c>, no leading zero) and data (<c>0x</c>, two digits a byte). What a node answers
/// is another party's word, so whatever has another form ends the question as <see cref="InvalidDataException"/>.
/// </summary>
internal static class RpcValue
{
    private const int MaximumData = 1 << 17;

    internal static string Quantity(long value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    internal static string Data(ReadOnlySpan<byte> value) => $"0x{Convert.ToHexStringLower(value)}";

    internal static JsonElement Field(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : throw Malformed(name);

    internal static string Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Malformed(name);

    /// <summary>A number of blocks, seconds, wei or gas; none of them reaches 2^63.</summary>
    internal static long ReadQuantity(JsonElement value, string name)
    {
        var digits = Hex(value, name);
        var isCanonical = digits is "0" || (digits.Length is > 0 and <= 16 && digits[0] != '0');
        return isCanonical && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw Malformed(name);
    }

    internal static byte[] ReadData(JsonElement value, string name)
    {
        var digits = Hex(value, name);
        try
        {
            return digits.Length <= 2 * MaximumData ? Convert.FromHexString(digits) : throw Malformed(name);
        }
        catch (FormatException)
        {
            throw Malformed(name);
        }
    }

    internal static Digest ReadHash(JsonElement value, string name) => Digest.TryDecode(ReadData(value, name), out var hash) ? hash : throw Malformed(name);

    internal static EthereumAddress ReadAddress(JsonElement value, string name) =>
        EthereumAddress.TryDecode(ReadData(value, name), out var address) ? address : throw Malformed(name);

    internal static InvalidDataException Malformed(string name) => new($"the node's answer is not of its form: {name}");

    private static string Hex(JsonElement value, string name) =>
        Text(value, name) is ['0', 'x', .. var digits] ? digits : throw Malformed(name);
}
