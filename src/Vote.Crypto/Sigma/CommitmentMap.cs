using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// Evaluates the right-hand sides at secret scalars. Constant time in the scalars; the relation's shape and coefficients are public.
/// draft-irtf-cfrg-sigma-protocols "Map evaluation".
/// </summary>
/// <remarks>
/// Within an equation the terms of one element are added up as scalars first: one table multiplication for each element that has a
/// table, and one sum of multiples for all others. Where all terms have one witness, what it multiplies is public and added up first.
/// </remarks>
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
    public static Point[] Evaluate(LinearRelation relation, ReadOnlySpan<Scalar> secrets, KnownBases bases) =>
        Evaluate(relation, secrets, bases, relation.NumEquations);

    /// <summary>The points of the first equations only.</summary>
    public static Point[] Evaluate(LinearRelation relation, ReadOnlySpan<Scalar> secrets, KnownBases bases, int equations)
    {
        var map = new CommitmentMap(relation, bases);
        try
        {
            var points = new Point[equations];
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
        var terms = relation.Terms(equation);
        return terms.Length > 1 && HasOneWitness(terms) ? secrets[terms[0].Witness] * WhatItMultiplies(terms) : SumByElement(terms, secrets);
    }

    private static bool HasOneWitness(ReadOnlySpan<Term> terms)
    {
        foreach (ref readonly var term in terms)
        {
            if (term.Witness != terms[0].Witness)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Σ coefficient · element, all public.</summary>
    private Point WhatItMultiplies(ReadOnlySpan<Term> terms)
    {
        var sum = new PublicSum();
        foreach (ref readonly var term in terms)
        {
            sum.Add(term.Coefficient, relation.ElementArray[term.Element]);
        }

        return sum.ValueVartime();
    }

    private Point SumByElement(ReadOnlySpan<Term> terms, ReadOnlySpan<Scalar> secrets)
    {
        foreach (ref readonly var term in terms)
        {
            ref var scalar = ref ScalarOf(term.Element);
            scalar += term.Coefficient == Scalar.One ? secrets[term.Witness] : term.Coefficient * secrets[term.Witness];
        }

        var sum = Point.Identity;
        var others = new List<Point>();
        foreach (var element in elementsHere)
        {
            var scalar = scalarsHere[slotOfElement[element]];
            slotOfElement[element] = Unseen;
            if (bases.TryFind(relation.ElementArray[element], out var table))
            {
                sum += table.Multiply(scalar);
            }
            else
            {
                // Their scalars move to the front, where no unread one stands any more.
                scalarsHere[others.Count] = scalar;
                others.Add(relation.ElementArray[element]);
            }
        }

        elementsHere.Clear();
        return others.Count == 1
            ? sum + (scalarsHere[0] * others[0])
            : sum + Point.SumOfMultiples(scalarsHere.AsMemory(0, others.Count), others.ToArray());
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
