using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>A relation taken apart, to be put together wrongly.</summary>
internal sealed class RelationEdit
{
    public List<Point> Elements { get; init; } = [];

    public List<(ImageTerm[] Image, Term[] Terms)> Equations { get; init; } = [];

    public static RelationEdit Of(LinearRelation relation) => new()
    {
        Elements = [.. relation.Elements],
        Equations = [.. Enumerable.Range(0, relation.NumEquations).Select(i => (relation.Image(i).ToArray(), relation.Terms(i).ToArray()))],
    };

    public static LinearRelation Change(LinearRelation relation, Action<RelationEdit> change)
    {
        var edit = Of(relation);
        change(edit);
        return edit.Build();
    }

    public LinearRelation Build() => new(
        [.. Elements],
        [.. Equations.SelectMany(equation => equation.Image)],
        Ends(equation => equation.Image.Length),
        [.. Equations.SelectMany(equation => equation.Terms)],
        Ends(equation => equation.Terms.Length));

    private int[] Ends(Func<(ImageTerm[] Image, Term[] Terms), int> length)
    {
        var end = 0;
        return [.. Equations.Select(equation => end += length(equation))];
    }
}
