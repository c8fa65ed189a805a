using FsCheck;
using FsCheck.Fluent;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>Each of the ten rules, broken alone, is named; and the fast rules agree with the draft's text.</summary>
public sealed class InstanceRulesTests
{
    private static readonly Point X = Scalar.FromInt64(7) * Point.Generator;

    [Fact]
    public void AcceptsEveryStatementThatTheNotationMakes() =>
        Assert.All(Enumerable.Range(0, 20), seed => Assert.IsType<Verdict.Accepted>(InstanceRules.Check(Statement.Any(new Draw(seed)).Relation)));

    [Fact]
    public void Rule1RefusesAnInstanceWithoutEquation() => Breaks(1, edit => edit.Equations.Clear());

    [Fact]
    public void Rule2RefusesAnEmptySide()
    {
        Breaks(2, edit => edit.Equations.Add(([], edit.Equations[0].Terms)));
        Breaks(2, edit => edit.Equations.Add((edit.Equations[0].Image, [])));
    }

    [Fact]
    public void Rule3RefusesNegativeIndices()
    {
        Breaks(3, edit => edit.Equations.Add(([new ImageTerm(-1, Scalar.One)], edit.Equations[0].Terms)));
        Breaks(3, edit => edit.Equations.Add((edit.Equations[0].Image, [new Term(0, -1, Scalar.One)])));
        Breaks(3, edit => edit.Equations.Add((edit.Equations[0].Image, [new Term(-1, 0, Scalar.One)])));
    }

    [Fact]
    public void Rule4RefusesAnIndexWithoutElement()
    {
        Breaks(4, edit => edit.Equations.Add(([new ImageTerm(2, Scalar.One)], edit.Equations[0].Terms)));
        Breaks(4, edit => edit.Equations.Add((edit.Equations[0].Image, [new Term(0, int.MaxValue, Scalar.One)])));
    }

    [Fact]
    public void Rule5RefusesAnIdleElement() => Breaks(5, edit => edit.Elements.Add(X));

    [Fact]
    public void Rule6RefusesAnIdleScalarHoweverLargeItsIndex()
    {
        Breaks(6, edit => edit.Equations.Add((edit.Equations[0].Image, [new Term(2, 0, Scalar.One), new Term(2, 1, Scalar.One)])));
        Breaks(6, edit => edit.Equations.Add((edit.Equations[0].Image, [new Term(int.MaxValue - 1, 0, Scalar.One)])));
        Breaks(6, edit => edit.Equations.Add((edit.Equations[0].Image, [new Term(int.MaxValue, 0, Scalar.One)])));
    }

    [Fact]
    public void Rule7RefusesAnotherGenerator()
    {
        Breaks(7, edit => edit.Elements[0] = X);
        Breaks(7, edit => edit.Elements[0] = Point.Identity);
    }

    [Fact]
    public void Rule8RefusesTheIdentityAsAnElement() => Breaks(8, edit => edit.Elements[1] = Point.Identity);

    [Fact]
    public void Rule9RefusesAnImageThatIsTheIdentity()
    {
        var minusOne = -Scalar.One;
        Breaks(9, edit => edit.Equations.Add(([new ImageTerm(1, Scalar.Zero)], edit.Equations[0].Terms)));
        Breaks(9, edit => edit.Equations.Add(([new ImageTerm(1, Scalar.One), new ImageTerm(1, minusOne)], edit.Equations[0].Terms)));
        Breaks(9, edit => edit.Equations.Add(
            ([new ImageTerm(1, minusOne), new ImageTerm(0, Scalar.FromInt64(7))], edit.Equations[0].Terms)));
    }

    [Fact]
    public void Rule10RefusesAScalarThatNothingDependsOn()
    {
        Breaks(10, edit => Append(edit, new Term(1, 0, Scalar.Zero)));
        Breaks(10, edit => Append(edit, new Term(1, 1, Scalar.One), new Term(1, 1, -Scalar.One)));
        Breaks(10, edit => Append(edit, new Term(1, 1, -Scalar.One), new Term(1, 0, Scalar.FromInt64(7))));
    }

    [Fact]
    public void Rule10IsKeptWhenAnyOneEquationKeepsIt()
    {
        Term[] cancelling = [new Term(1, 1, Scalar.One), new Term(1, 1, -Scalar.One)];
        var kept = Change(edit =>
        {
            Append(edit, cancelling);
            Append(edit, new Term(1, 1, Scalar.One), new Term(1, 1, Scalar.One));
            Append(edit, cancelling);
        });
        Assert.IsType<Verdict.Accepted>(InstanceRules.Check(kept));
        Assert.True(SlowVerifier.IsValid(kept));
    }

    /// <summary>Small relations of small numbers, where sums meet the identity all the time.</summary>
    [Fact]
    public void AgreesWithTheTextOfTheRulesOnAnyInstance() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var relation = Arbitrary(new Draw(seed));
        return SlowVerifier.IsValid(relation) == InstanceRules.Check(relation) is Verdict.Accepted;
    }).QuickCheckThrowOnFailure();

    private static LinearRelation Arbitrary(Draw draw)
    {
        var edit = new RelationEdit { Elements = [draw.Below(20) == 0 ? X : Point.Generator] };
        var elements = 1 + draw.Below(3);
        for (var i = 1; i < elements; i++)
        {
            edit.Elements.Add(Scalar.FromInt64(draw.Below(10) == 0 ? 0 : 1 + draw.Below(2)) * Point.Generator);
        }

        var scalars = 1 + draw.Below(2);
        var bound = elements + (draw.Below(20) == 0 ? 1 : 0);
        Scalar Small() => Scalar.FromInt64(draw.Below(5) - 2);
        for (var i = draw.Below(4); i > 0; i--)
        {
            ImageTerm[] image = [.. Enumerable.Range(0, draw.Below(8) == 0 ? 0 : 1 + draw.Below(2)).Select(_ => new ImageTerm(draw.Below(bound), Small()))];
            Term[] terms = [.. Enumerable.Range(0, draw.Below(8) == 0 ? 0 : 1 + draw.Below(3)).Select(_ => new Term(draw.Below(scalars), draw.Below(bound), Small()))];
            edit.Equations.Add((image, terms));
        }

        return edit.Build();
    }

    /// <summary>One more equation with the valid image and these terms beside a valid one.</summary>
    private static void Append(RelationEdit edit, params Term[] terms) =>
        edit.Equations.Add((edit.Equations[0].Image, [.. edit.Equations[0].Terms, .. terms]));

    private static LinearRelation Change(Action<RelationEdit> change)
    {
        var builder = new LinearRelation.Builder();
        builder.Equation(builder.Element(X)).Equals(builder.Witness("x") * builder.Generator);
        return RelationEdit.Change(builder.Build(), change);
    }

    private static void Breaks(int rule, Action<RelationEdit> change)
    {
        var relation = Change(change);
        var rejected = Assert.IsType<Verdict.Rejected>(InstanceRules.Check(relation));
        Assert.Equal(Rejection.InvalidInstance, rejected.Reason);
        Assert.StartsWith($"rule {rule}:", rejected.Detail, StringComparison.Ordinal);

        var scalars = rule == 6 ? 1 : relation.NumScalars; // no proof is as long as rule 6's scalars claim
        var batchable = new byte[(relation.NumEquations * Point.Size) + (scalars * Scalar.Size)];
        Assert.Equal(rejected, SigmaVerifier.Verify(Statement.Tag, relation, batchable));
        Assert.Equal(rejected, SigmaVerifier.VerifyCompact(Statement.Tag, relation, new byte[(1 + scalars) * Scalar.Size]));
        Assert.Throws<ArgumentException>(() => SigmaProver.Prove(Statement.Tag, relation, [Scalar.One]));
    }
}
