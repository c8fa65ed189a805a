using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// Evaluates the right-hand sides at secret scalars. Constant time in the scalars; the relation's shape and coefficients are public.
/// draft-irtf-cfrg-sigma-protocols "Map evaluation".
/// </summary>
/// <remarks>Within an equation the terms of one element are added up as scalars first: one multiplication for each element.</remarks>
internal sealed class CommitmentMap
{
    private const int Unseen = -1;

    private readonly LinearRelation relation;
    private readonly KnownBases bases;
    private readonly int[] slotOfElement;
    private readonly List<int> elementsHere = [];
    private readonly Scalar[] scalarsHere;

    private CommitmentMap(LinearRelation relation, KnownBases bases)
    {
        this.relation = relation;
        this.bases = bases;
        slotOfElement = new int[relation.Elements.Count];
        slotOfElement.AsSpan().Fill(Unseen);
        scalarsHere = new Scalar[relation.Elements.Count];
    }

    /// <summary>map(relation, secrets): one point an equation.</summary>
    public static Point[] Evaluate(LinearRelation relation, ReadOnlySpan<Scalar> secrets, KnownBases bases)
    {
        var map = new CommitmentMap(relation, bases);
        try
        {
            var points = new Point[relation.NumEquations];
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = map.EvaluateEquation(i, secrets);
            }

            return points;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(map.scalarsHere.AsSpan()));
        }
    }

    private Point EvaluateEquation(int equation, ReadOnlySpan<Scalar> secrets)
    {
        foreach (ref readonly var term in relation.Terms(equation))
        {
            ref var scalar = ref ScalarOf(term.Element);
            scalar += term.Coefficient == Scalar.One ? secrets[term.Witness] : term.Coefficient * secrets[term.Witness];
        }

        var sum = Point.Identity;
        foreach (var element in elementsHere)
        {
            sum += bases.Multiply(scalarsHere[slotOfElement[element]], relation.ElementArray[element]);
            slotOfElement[element] = Unseen;
        }

        elementsHere.Clear();
        return sum;
    }

    private ref Scalar ScalarOf(int element)
    {
        ref var slot = ref slotOfElement[element];
        if (slot == Unseen)
        {
            slot = elementsHere.Count;
            elementsHere.Add(element);
            scalarsHere[slot] = Scalar.Zero;
        }

        return ref scalarsHere[slot];
    }
}
