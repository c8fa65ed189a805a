using System.Diagnostics.CodeAnalysis;

namespace Vote.Crypto.Ballots;

/// <summary>
/// How a choice becomes the bits of its question's shape, and back: options, slack, blank. spec §4.2
/// </summary>
public static class ShapeAssignment
{
    /// <summary>One byte, 0 or 1, for each bit of the shape. The caller wipes them.</summary>
    /// <exception cref="ArgumentException">The question does not allow the selection: it was parsed for another one.</exception>
    public static byte[] Bits(HomomorphicQuestion question, Selection selection)
    {
        var bits = new byte[question.Shape.BitCount];
        var slack = SlackWeights.For(question.Maximum - question.Minimum);
        var chosen = selection.Encode();

        // Number 0, the blank's byte, meets no option; every option is compared with every number, whatever was chosen.
        for (var option = 1; option <= question.OptionCount; option++)
        {
            foreach (var number in chosen)
            {
                bits[option - 1] |= IsEqual(option, number);
            }
        }

        bits[^1] = IsEqual(chosen[0], 0);
        var used = chosen.Length - bits[^1] + (bits[^1] * question.Maximum);
        SlackWeights.Write(slack, question.Maximum - used, bits.AsSpan(question.OptionCount, slack.Count));

        return question.Shape.Allows(bits)
            ? bits
            : throw new ArgumentException("The question does not allow this selection.", nameof(selection));
    }

    /// <summary>The choice that bits stand for; false when they break a constraint. Any way to write the slack is right.</summary>
    public static bool TryRead(HomomorphicQuestion question, ReadOnlySpan<byte> bits, [NotNullWhen(true)] out Selection? selection)
    {
        selection = null;
        if (bits.Length != question.Shape.BitCount || bits.ContainsAnyExcept((byte)0, (byte)1) || !question.Shape.Allows(bits))
        {
            return false;
        }

        List<int> chosen = [];
        for (var option = 1; option <= question.OptionCount; option++)
        {
            if (bits[option - 1] == 1)
            {
                chosen.Add(option);
            }
        }

        if (bits[^1] == 1)
        {
            selection = Selection.Blank;
            return true;
        }

        return Selection.TryParse(question, chosen, out selection, out _);
    }

    private static byte IsEqual(int left, int right) => (byte)(unchecked((uint)(left ^ right) - 1) >> 31);
}
