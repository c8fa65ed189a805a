using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>A relation that lacks an equation: the control that shows what the equation is for.</summary>
internal static class WeakenedRelation
{
    /// <summary>Without one equation, from 0; what stood only there is left where it is.</summary>
    public static LinearRelation Without(LinearRelation relation, int equation) =>
        RelationEdit.Change(relation, edit => edit.Equations.RemoveAt(equation));

    /// <summary>The relation without elements and witness scalars that no equation names any more.</summary>
    public static (LinearRelation Relation, Scalar[] Witness) Tidy(LinearRelation relation, Scalar[] witness)
    {
        var edit = RelationEdit.Of(relation);
        var elements = edit.Equations.SelectMany(kept => kept.Image.Select(term => term.Element).Concat(kept.Terms.Select(term => term.Element)))
            .Append(0).Distinct().Order().ToList();
        var scalars = edit.Equations.SelectMany(kept => kept.Terms.Select(term => term.Witness)).Distinct().Order().ToList();
        var tidied = new RelationEdit
        {
            Elements = [.. elements.Select(index => relation.Elements[index])],
            Equations = [.. edit.Equations.Select(kept => (
                Array.ConvertAll(kept.Image, term => term with { Element = elements.IndexOf(term.Element) }),
                Array.ConvertAll(kept.Terms, term => term with { Element = elements.IndexOf(term.Element), Witness = scalars.IndexOf(term.Witness) })))],
        };
        return (tidied.Build(), [.. scalars.Select(index => witness[index])]);
    }
}
