using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>
/// Reads and writes a whole relation as bytes, from the draft's definition: vectors carry statements so. Production code only ever writes them
/// into a sponge, and never reads one.
/// </summary>
internal ref struct RelationText
{
    private ReadOnlySpan<byte> rest;
    private bool failed;

    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LinearRelation? relation)
    {
        var reader = new RelationText { rest = bytes };
        relation = reader.Read();
        return relation is not null;
    }

    /// <summary>The slow twin of the encoder: one growing list, one value at a time.</summary>
    public static byte[] Write(LinearRelation relation)
    {
        var bytes = new List<byte>();
        bytes.AddRange(LittleEndian(relation.NumEquations));
        for (var i = 0; i < relation.NumEquations; i++)
        {
            bytes.AddRange(LittleEndian(relation.Image(i).Length));
            foreach (var term in relation.Image(i))
            {
                bytes.AddRange([.. LittleEndian(term.Element), .. term.Coefficient.Encode()]);
            }

            bytes.AddRange(LittleEndian(relation.Terms(i).Length));
            foreach (var term in relation.Terms(i))
            {
                bytes.AddRange([.. LittleEndian(term.Witness), .. LittleEndian(term.Element), .. term.Coefficient.Encode()]);
            }
        }

        return [.. bytes, .. relation.Elements.Skip(1).SelectMany(element => element.Encode())];
    }

    private static byte[] LittleEndian(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private LinearRelation? Read()
    {
        List<ImageTerm> images = [];
        List<Term> terms = [];
        List<int> imageEnds = [];
        List<int> termEnds = [];
        for (var equations = ReadIndex(); equations > 0 && !failed; equations--)
        {
            for (var count = ReadIndex(); count > 0 && !failed; count--)
            {
                images.Add(new ImageTerm(ReadIndex(), ReadScalar()));
            }

            for (var count = ReadIndex(); count > 0 && !failed; count--)
            {
                terms.Add(new Term(ReadIndex(), ReadIndex(), ReadScalar()));
            }

            imageEnds.Add(images.Count);
            termEnds.Add(terms.Count);
        }

        return failed || !Point.TryDecodeMany(rest, out var elements)
            ? null
            : new LinearRelation([Point.Generator, .. elements], [.. images], [.. imageEnds], [.. terms], [.. termEnds]);
    }

    private int ReadIndex()
    {
        var value = Take(sizeof(uint)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        failed |= value > int.MaxValue;
        return failed ? 0 : (int)value;
    }

    private Scalar ReadScalar()
    {
        failed |= !Scalar.TryDecode(Take(Scalar.Size), out var scalar);
        return scalar;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        failed |= length > rest.Length;
        if (failed)
        {
            return [];
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
