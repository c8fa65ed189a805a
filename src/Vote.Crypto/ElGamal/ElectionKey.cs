using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.ElGamal;

/// <summary>The public key Y of an election. Never the identity. spec §2.3</summary>
public sealed class ElectionKey : IEquatable<ElectionKey>
{
    private readonly Lazy<FixedBaseTable> table;
    private readonly Lazy<KnownBases> bases;

    /// <exception cref="ArgumentException">The identity.</exception>
    public ElectionKey(Point point)
    {
        if (point.IsIdentity)
        {
            throw new ArgumentException("The identity is no election key.", nameof(point));
        }

        Point = point;
        table = new(() => new FixedBaseTable(point));
        bases = new(() => new KnownBases(table.Value));
    }

    /// <summary>Y.</summary>
    public Point Point { get; }

    /// <summary>Tables of G and Y for whoever proves under this key.</summary>
    public KnownBases KnownBases => bases.Value;

    /// <summary>Takes the 33 bytes of an element.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out ElectionKey? key)
    {
        key = Point.TryDecode(encoded, out var point) ? new ElectionKey(point) : null;
        return key is not null;
    }

    /// <summary>The 33 bytes.</summary>
    public byte[] Encode() => Point.Encode();

    /// <summary>(r·G, M + r·Y), in constant time.</summary>
    /// <param name="message">The element M.</param>
    /// <param name="r">Fresh, secret and not zero.</param>
    /// <exception cref="ArgumentException">r is zero.</exception>
    public Ciphertext Encrypt(Point message, Scalar r)
    {
        if (r.IsZero)
        {
            throw new ArgumentException("An encryption scalar is not zero.", nameof(r));
        }

        return new(FixedBaseTable.Generator.Multiply(r), message + table.Value.Multiply(r));
    }

    /// <summary>(r·G, r·Y) for every r, in constant time: what a re-encryption adds.</summary>
    /// <inheritdoc cref="Encrypt"/>
    internal Ciphertext[] EncryptIdentity(ReadOnlySpan<Scalar> r)
    {
        foreach (var scalar in r)
        {
            if (scalar.IsZero)
            {
                throw new ArgumentException("An encryption scalar is not zero.", nameof(r));
            }
        }

        var (a, b) = (FixedBaseTable.Generator.MultiplyMany(r), table.Value.MultiplyMany(r));
        var ciphertexts = new Ciphertext[r.Length];
        for (var i = 0; i < ciphertexts.Length; i++)
        {
            ciphertexts[i] = new(a[i], b[i]);
        }

        return ciphertexts;
    }

    /// <summary>Encrypts the number m as the element m·G, in constant time.</summary>
    /// <inheritdoc cref="Encrypt"/>
    public Ciphertext EncryptNumber(Scalar m, Scalar r) => Encrypt(FixedBaseTable.Generator.Multiply(m), r);

    public bool Equals(ElectionKey? other) => other is not null && Point == other.Point;

    public override bool Equals(object? obj) => Equals(obj as ElectionKey);

    public override int GetHashCode() => Point.GetHashCode();
}
