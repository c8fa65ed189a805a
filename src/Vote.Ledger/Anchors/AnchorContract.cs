using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Ledger.Anchors;

/// <summary>A tree's size and root as the contract holds them.</summary>
/// <param name="Size">The size; whatever is beyond the largest possible log counts as that.</param>
/// <param name="Root">The root.</param>
public sealed record AnchoredHead(TreeSize Size, Digest Root);

/// <summary>
/// The contract's interface: what is called, and how its answers and events are laid out (the ABI's static types, one word each).
/// tools/contracts/TsukubaAnchor.sol, spec/ledger.md §11 (2)
/// </summary>
public static class AnchorContract
{
    private const int WordLength = 32;

    private static readonly byte[] AnchorSelector = Convert.FromHexString("70c127c6");

    private static readonly byte[] LastSelector = Convert.FromHexString("5aa26553");

    /// <summary>SHA-256 of the code that <c>tools/contracts</c> compiles.</summary>
    public static Digest Code { get; } = Parse("11593db08c9c1f177b69c0a689baa2946cdb7194058376978cfb3d84bea80d67");

    /// <summary>The event's first topic: Keccak-256 of <c>Anchored(address,bytes32,uint64,bytes32)</c>.</summary>
    public static Digest Topic { get; } = Parse("3d0c97912257c6ad70e8f6fc81ae518ad3e14734d308b512c2729cc637a4b0b1");

    /// <summary>The data of <c>anchor(election, size, root)</c>: 100 bytes.</summary>
    public static byte[] AnchorCall(Digest election, TreeSize size, Digest root) =>
        [.. AnchorSelector, .. election.Bytes, .. Word(size), .. root.Bytes];

    /// <summary>The data of <c>last(sender, election)</c>: 68 bytes.</summary>
    public static byte[] LastCall(EthereumAddress sender, Digest election) => [.. LastSelector, .. Word(sender), .. election.Bytes];

    /// <summary>An address as a topic or argument: twelve zero bytes before it.</summary>
    public static byte[] Word(EthereumAddress address) => [.. new byte[WordLength - EthereumAddress.Length], .. address.Bytes];

    /// <summary>Reads what <c>last</c> returns and what an event holds beside its topics: a size and a root.</summary>
    public static bool TryDecodeHead(ReadOnlySpan<byte> data, [NotNullWhen(true)] out AnchoredHead? head)
    {
        head = null;
        if (data.Length != 2 * WordLength || data[..(WordLength - sizeof(ulong))].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        var size = BinaryPrimitives.ReadUInt64BigEndian(data[(WordLength - sizeof(ulong))..]);
        head = Digest.TryDecode(data[WordLength..], out var root) ? new(new((long)Math.Min(size, long.MaxValue)), root) : null;
        return head is not null;
    }

    private static byte[] Word(TreeSize size)
    {
        var word = new byte[WordLength];
        BinaryPrimitives.WriteInt64BigEndian(word.AsSpan(WordLength - sizeof(long)), size.Value);
        return word;
    }

    private static Digest Parse(string hex) => Digest.TryParseHex(hex, out var digest) ? digest : throw new ArgumentException("no digest", nameof(hex));
}
