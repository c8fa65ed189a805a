using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;

namespace Vote.Identity.Slots;

/// <summary>
/// The public slot list: one commitment for each person on the roll, strictly ascending. The order is as random as the
/// commitments, and whoever reads it sees that it carries nothing else. spec/identity §8 (2)
/// </summary>
public sealed class SlotList
{
    private SlotList(IReadOnlyList<Digest> commitments) => Commitments = commitments;

    /// <summary>The commitments; slot n is at index n − 1.</summary>
    public IReadOnlyList<Digest> Commitments { get; }

    /// <summary>N.</summary>
    public int Count => Commitments.Count;

    /// <summary>SHA-256 over the commitments joined in order: what the manifest names.</summary>
    public Digest Hash => Digest.Sha256([.. Commitments.SelectMany(commitment => commitment.ToArray())]);

    /// <summary>Takes a non-empty, strictly ascending list.</summary>
    public static bool TryCreate(IReadOnlyList<Digest> commitments, [NotNullWhen(true)] out SlotList? list)
    {
        var ascends = commitments.Zip(commitments.Skip(1)).All(pair => pair.First < pair.Second);
        list = commitments.Count > 0 && ascends ? new SlotList([.. commitments]) : null;
        return list is not null;
    }

    /// <summary>Reads the array that <see cref="ToCanonical"/> writes.</summary>
    public static bool TryRead(CanonicalValue value, [NotNullWhen(true)] out SlotList? list)
    {
        list = null;
        List<Digest> commitments = [];
        foreach (var item in (value as CanonicalArray)?.Items ?? [])
        {
            if (item is not CanonicalString text || !Digest.TryParseBase64Url(text.Value, out var commitment))
            {
                return false;
            }

            commitments.Add(commitment);
        }

        return TryCreate(commitments, out list);
    }

    /// <summary>The array of commitments as the opening entry holds it. spec/protocol §3.3</summary>
    public CanonicalArray ToCanonical() => CanonicalValue.List(Commitments.Select(CanonicalValue.Hash));
}
