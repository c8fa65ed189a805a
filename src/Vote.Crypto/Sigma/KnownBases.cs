using System.Diagnostics.CodeAnalysis;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// Tables for elements that occur in many proofs: always the generator, and usually the election key. They make proving faster and change no
/// byte of a proof.
/// </summary>
/// <remarks>Found by reference: an equal point decoded a second time is multiplied the slow way. Safe to share between threads.</remarks>
public sealed class KnownBases
{
    private readonly Dictionary<Point, FixedBaseTable> tables = new(ReferenceEqualityComparer.Instance);

    /// <summary>The generator and the given tables.</summary>
    public KnownBases(params ReadOnlySpan<FixedBaseTable> others)
    {
        tables[Point.Generator] = FixedBaseTable.Generator;
        foreach (var table in others)
        {
            tables[table.BasePoint] = table;
        }
    }

    /// <summary>The generator alone.</summary>
    public static KnownBases GeneratorOnly { get; } = new();

    /// <summary>No table at all, not even the generator's.</summary>
    internal static KnownBases None { get; } = CreateEmpty();

    /// <summary>The table of an element, if it has one.</summary>
    internal bool TryFind(Point element, [NotNullWhen(true)] out FixedBaseTable? table) => tables.TryGetValue(element, out table);

    private static KnownBases CreateEmpty()
    {
        var bases = new KnownBases();
        bases.tables.Clear();
        return bases;
    }
}
