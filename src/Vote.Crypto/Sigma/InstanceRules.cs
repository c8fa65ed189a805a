using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// The ten rules an instance keeps before anything is proven or verified about it. draft-irtf-cfrg-sigma-protocols "Instance validation".
/// </summary>
/// <remarks>
/// Rules 1–8 read the instance; rules 9 and 10 compute with its public elements. Linear time, and memory in proportion to the instance's
/// own size whatever its indices claim. Nothing throws.
/// </remarks>
internal static class InstanceRules
{
    /// <summary>All ten rules, in order.</summary>
    public static Verdict Check(LinearRelation relation)
    {
        var shape = CheckShape(relation);
        return shape is Verdict.Accepted ? CheckValues(relation) : shape;
    }

    /// <summary>Rules 1–8, without arithmetic.</summary>
    public static Verdict CheckShape(LinearRelation relation) =>
        Equations(relation) ?? Indices(relation) ?? Elements(relation) ?? Verdict.Accept;

    /// <summary>Rules 9 and 10. The instance has passed <see cref="CheckShape"/>.</summary>
    public static Verdict CheckValues(LinearRelation relation) =>
        Images(relation) ?? InstanceColumns.Check(relation) ?? Verdict.Accept;

    internal static Verdict Broken(int rule, string what) => Verdict.Reject(Rejection.InvalidInstance, $"rule {rule}: {what}");

    /// <summary>Rule 1: an equation. Rule 2: no side empty.</summary>
    private static Verdict? Equations(LinearRelation relation)
    {
        if (relation.NumEquations == 0)
        {
            return Broken(1, "no equation");
        }

        for (var i = 0; i < relation.NumEquations; i++)
        {
            if (relation.Image(i).IsEmpty || relation.Terms(i).IsEmpty)
            {
                return Broken(2, $"equation {i} has an empty side");
            }
        }

        return null;
    }

    /// <summary>Rule 3: indices and counts in range. Rule 4: indices name elements. Rules 5, 6: no element, no scalar unused.</summary>
    /// <remarks>Counts fit by their type. More scalars than terms means, before any memory is spent on it, that one is unused.</remarks>
    private static Verdict? Indices(LinearRelation relation)
    {
        var elementUsed = new bool[relation.Elements.Count];
        foreach (ref readonly var term in relation.AllImageTerms)
        {
            if (MarkElement(elementUsed, term.Element) is { } broken)
            {
                return broken;
            }
        }

        if (relation.NumScalars > relation.AllTerms.Length)
        {
            return Broken(6, "a scalar is in no term");
        }

        var scalarUsed = new bool[relation.NumScalars];
        foreach (ref readonly var term in relation.AllTerms)
        {
            if (term.Witness < 0)
            {
                return Broken(3, "a negative scalar index");
            }

            if (MarkElement(elementUsed, term.Element) is { } broken)
            {
                return broken;
            }

            scalarUsed[term.Witness] = true;
        }

        return Unused(elementUsed, scalarUsed);
    }

    private static Verdict? MarkElement(bool[] used, int index)
    {
        if (index < 0)
        {
            return Broken(3, "a negative element index");
        }

        if (index >= used.Length)
        {
            return Broken(4, $"there is no element {index}");
        }

        used[index] = true;
        return null;
    }

    private static Verdict? Unused(ReadOnlySpan<bool> elementUsed, ReadOnlySpan<bool> scalarUsed)
    {
        for (var i = 1; i < elementUsed.Length; i++)
        {
            if (!elementUsed[i])
            {
                return Broken(5, $"element {i} is in no equation");
            }
        }

        var scalar = scalarUsed.IndexOf(false);
        return scalar < 0 ? null : Broken(6, $"scalar {scalar} is in no term");
    }

    /// <summary>Rule 7: element 0 is the generator. Rule 8: no element is the identity.</summary>
    private static Verdict? Elements(LinearRelation relation)
    {
        var elements = relation.ElementArray;
        if (elements.Length == 0 || !elements[0].Equals(Point.Generator))
        {
            return Broken(7, "element 0 is not the generator");
        }

        var identity = Array.FindIndex(elements, element => element.IsIdentity);
        return identity < 0 ? null : Broken(8, $"element {identity} is the identity");
    }

    /// <summary>Rule 9: no image is the identity, or the zero witness would satisfy the equation.</summary>
    private static Verdict? Images(LinearRelation relation)
    {
        for (var i = 0; i < relation.NumEquations; i++)
        {
            // One term never adds up to the identity: the group has prime order, and rule 8 holds.
            var isIdentity = relation.Image(i) is [var only] ? only.Coefficient.IsZero : relation.ImageValueVartime(i).IsIdentity;
            if (isIdentity)
            {
                return Broken(9, $"the image of equation {i} is the identity");
            }
        }

        return null;
    }
}
