using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>A choice of a mixed question as the elements of its columns. spec §4.4</summary>
public static class MixedRow
{
    /// <summary>The elements to encrypt, one a column. Variable-time as <see cref="MessageEncoding"/> is.</summary>
    public static Point[] EncodeVartime(MixedQuestion question, Selection selection)
    {
        var choice = selection.Encode();
        var columns = new Point[question.Width];
        for (var w = 0; w < columns.Length; w++)
        {
            var start = Math.Min(w * MessageEncoding.MaximumLength, choice.Length);
            var end = Math.Min(start + MessageEncoding.MaximumLength, choice.Length);
            columns[w] = MessageEncoding.EncodeVartime(choice.AsSpan(start..end));
        }

        CryptographicOperations.ZeroMemory(choice);
        return columns;
    }

    /// <summary>The choice of a decrypted row; false when it is an invalid vote.</summary>
    /// <exception cref="ArgumentException">Another number of columns than the question's width.</exception>
    public static bool TryDecodeVartime(MixedQuestion question, ReadOnlySpan<Point> columns, [NotNullWhen(true)] out Selection? selection)
    {
        if (columns.Length != question.Width)
        {
            throw new ArgumentException($"A row has {question.Width} columns.", nameof(columns));
        }

        selection = null;
        List<byte> choice = [];
        var full = true;
        foreach (var column in columns)
        {
            // After a piece that is not full only empty ones may come.
            if (!MessageEncoding.TryDecodeVartime(column, out var piece) || (!full && piece.Length > 0))
            {
                return false;
            }

            choice.AddRange(piece);
            full = piece.Length == MessageEncoding.MaximumLength;
        }

        return Selection.TryDecode(question, [.. choice], out selection);
    }
}
