using System.Numerics;
using Vote.Crypto.Group;
using Vote.Crypto.Tests.Group;

namespace Vote.Crypto.Tests.Attacks;

/// <summary>Bytes that are no element, by what is wrong with them: in the manner of the Wycheproof vectors, computed here from the curve's equation.</summary>
internal static class WrongPoints
{
    /// <summary>33 bytes each, so that they fit where an element stands.</summary>
    public static IReadOnlyList<(string Kind, byte[] Bytes)> OfThirtyThree { get; } = [.. Make()];

    /// <summary>Right points under lengths and forms that other systems accept.</summary>
    public static IReadOnlyList<(string Kind, byte[] Bytes)> OfOtherLengths { get; } = [.. MakeOthers()];

    private static IEnumerable<(string, byte[])> Make()
    {
        var x = Point.Generator.Encode()[1..];
        yield return ("x of a point of the twist", [2, .. OffCurve(1)]);
        yield return ("x of another point of the twist", [3, .. OffCurve(1000)]);
        yield return ("x = p", [2, .. Twin.ToBytes(Twin.P)]);
        yield return ("x = p + 5, x = 5 being on the curve", [3, .. Twin.ToBytes(Twin.P + OnCurve(3))]);
        yield return ("x = 2²⁵⁶ − 1", [2, .. Enumerable.Repeat((byte)0xFF, 32)]);
        yield return ("the identity as zeros", new byte[33]);
        yield return ("the identity as ones", [.. Enumerable.Repeat((byte)0xFF, 33)]);
        foreach (var prefix in new byte[] { 0, 1, 4, 5, 6, 7, 0x82, 0xFF })
        {
            yield return ($"prefix {prefix}", [prefix, .. x]);
        }
    }

    private static IEnumerable<(string, byte[])> MakeOthers()
    {
        byte[] x = new byte[32], y = new byte[32];
        Point.Generator.TryGetCoordinates(x, y);
        byte[] negated = Twin.ToBytes(Twin.P - Twin.ToInteger(y));
        yield return ("nothing", []);
        yield return ("the identity in one byte", [0]);
        yield return ("x alone", x);
        yield return ("a byte less", Point.Generator.Encode()[..32]);
        yield return ("a byte more", [.. Point.Generator.Encode(), 0]);
        yield return ("uncompressed", [4, .. x, .. y]);
        yield return ("uncompressed without a prefix", [.. x, .. y]);
        yield return ("hybrid, even", [6, .. x, .. negated]);
        yield return ("hybrid, odd", [7, .. x, .. y]);
        yield return ("hybrid, wrong parity", [6, .. x, .. y]);
    }

    /// <summary>The first x from here on whose cube − 3x + b is no square: a point of the quadratic twist.</summary>
    private static byte[] OffCurve(int from) => Twin.ToBytes(Enumerable.Range(from, 100).Select(x => (BigInteger)x).First(x => !IsOnCurve(x)));

    private static BigInteger OnCurve(int from) => Enumerable.Range(from, 100).Select(x => (BigInteger)x).First(IsOnCurve);

    private static bool IsOnCurve(BigInteger x) =>
        BigInteger.ModPow(Twin.Mod((x * x * x) - (3 * x) + Twin.B, Twin.P), (Twin.P - 1) / 2, Twin.P).IsOne;
}
