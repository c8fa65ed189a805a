using System.Buffers.Binary;
using Vote.Canonical;

namespace Vote.Ledger.Anchors;

/// <summary>The number of a block of a chain, from 0.</summary>
public readonly record struct BlockNumber(long Value);

/// <summary>What the officers declare about the anchor. spec/ledger.md §11 (1)</summary>
/// <param name="Chain">The chain's id, EIP-155; 1 … 2^53 − 1.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Code">SHA-256 of the contract's code.</param>
/// <param name="Sender">The account that anchors.</param>
/// <param name="From">The first block in which an anchor may stand.</param>
/// <param name="Required">Whether the record is accepted only with its anchor.</param>
public sealed record AnchorTerms(
    long Chain, EthereumAddress Contract, Digest Code, EthereumAddress Sender, BlockNumber From, bool Required)
{
    /// <summary>Reads the fields of <c>anchor-declared</c>; nothing after a failure, which the reader remembers too.</summary>
    public static AnchorTerms? Read(ObjectReader fields)
    {
        var (chain, from) = (fields.Number("chain", 1), fields.Number("from", 0));
        var (code, required) = (fields.Hash("code"), fields.Truth("required"));
        var contract = fields.Decode<EthereumAddress>("contract", EthereumAddress.TryDecode);
        var sender = fields.Decode<EthereumAddress>("sender", EthereumAddress.TryDecode);
        return contract is null || sender is null ? null : new(chain, contract, code, sender, new(from), required);
    }

    /// <summary>Names the terms in the database: what was sent under other terms is another anchor.</summary>
    internal Digest Name
    {
        get
        {
            Span<byte> fixedPart = stackalloc byte[17];
            BinaryPrimitives.WriteInt64BigEndian(fixedPart, Chain);
            BinaryPrimitives.WriteInt64BigEndian(fixedPart[8..], From.Value);
            fixedPart[16] = Required ? (byte)1 : (byte)0;
            return Digest.Sha256([.. Contract.Bytes, .. Sender.Bytes], Code.Bytes, fixedPart);
        }
    }
}
