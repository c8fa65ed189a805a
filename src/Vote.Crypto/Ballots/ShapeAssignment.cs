using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vote.Crypto.Ballots;

/// <summary>How a choice becomes the bits of its question's shape, and back. spec §4.2</summary>
public static class ShapeAssignment
{
    /// <summary>One byte, 0 or 1, for each bit of the shape. The caller wipes them.</summary>
    /// <exception cref="ArgumentException">The question does not allow the selection: it was parsed for another one.</exception>
    public static byte[] Bits(HomomorphicQuestion question, Selection selection)
    {
        var bits = new byte[question.Shape.BitCount];
        var values = new int[question.OptionCount];
        if (!selection.TryWriteValues(question, values) || (selection.IsBlank && !question.HasBlank))
        {
            throw new ArgumentException("The question does not allow this selection.", nameof(selection));
        }

        question.Layout.Write(values, selection.IsBlank ? (byte)1 : (byte)0, bits);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(values.AsSpan()));
        return question.Shape.Allows(bits)
            ? bits
            : throw new ArgumentException("The question does not allow this selection.", nameof(selection));
    }

    /// <summary>The choice that bits stand for; false when they break a constraint. Any way to write a number is right.</summary>
    public static bool TryRead(HomomorphicQuestion question, ReadOnlySpan<byte> bits, [NotNullWhen(true)] out Selection? selection)
    {
        selection = null;
        if (bits.Length != question.Shape.BitCount || bits.ContainsAnyExcept((byte)0, (byte)1) || !question.Shape.Allows(bits))
        {
            return false;
        }

        if (question.HasBlank && bits[^1] == 1)
        {
            selection = Selection.Blank;
            return true;
        }

        var values = new int[question.OptionCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (int)question.Layout.Values[i].Evaluate(bits);
        }

        return Selection.TryParse(question, Selection.NumbersOf(question, values), out selection, out _);
    }
}
