using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;

namespace Vote.Crypto.Shuffle;

/// <summary>N rows of W ciphertexts, none with an identity half. spec §7</summary>
public sealed class CiphertextRows
{
    private readonly Ciphertext[] cells;

    /// <param name="width">W, at least 1.</param>
    /// <param name="cells">All ciphertexts row by row; a multiple of the width.</param>
    /// <exception cref="ArgumentException">Another number of cells, or an identity half.</exception>
    public CiphertextRows(int width, IReadOnlyCollection<Ciphertext> cells)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (cells.Count % width != 0 || cells.Any(cell => cell.A.IsIdentity || cell.B.IsIdentity))
        {
            throw new ArgumentException("Rows are complete and hold no identity.", nameof(cells));
        }

        (Width, this.cells) = (width, [.. cells]);
    }

    /// <summary>W.</summary>
    public int Width { get; }

    /// <summary>N.</summary>
    public int Count => cells.Length / Width;

    /// <summary>All ciphertexts, row by row.</summary>
    public IReadOnlyList<Ciphertext> Cells => cells;

    /// <summary>Row i, column w, both from 0.</summary>
    public Ciphertext this[int row, int column] => cells[(row * Width) + column];

    /// <summary>Reads exactly N·W ciphertexts of 66 bytes.</summary>
    public static bool TryDecode(int count, int width, ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out CiphertextRows? rows)
    {
        rows = null;
        if (encoded.Length != (long)count * width * Ciphertext.Size || !Ciphertext.TryDecodeMany(encoded, out var cells))
        {
            return false;
        }

        rows = new(width, cells);
        return true;
    }

    /// <summary>The elements A, B row by row, as weights and relation take them. spec §7</summary>
    public Point[] Elements()
    {
        var elements = new Point[2 * cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            (elements[2 * i], elements[(2 * i) + 1]) = (cells[i].A, cells[i].B);
        }

        return elements;
    }

    /// <summary>The ciphertexts of 66 bytes, row by row.</summary>
    public byte[] Encode() => Ciphertext.EncodeMany(cells);

    /// <summary>SHA-256 of the encoding.</summary>
    public Digest Hash() => Digest.Sha256(Encode());
}
