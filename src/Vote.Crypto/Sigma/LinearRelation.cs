using System.Runtime.InteropServices;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>A term of an equation's left-hand side: coefficient · element.</summary>
/// <param name="Element">Index of the element.</param>
/// <param name="Coefficient">Public coefficient; may be zero.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ImageTerm(int Element, Scalar Coefficient);

/// <summary>A term of an equation's right-hand side: coefficient · witness scalar · element.</summary>
/// <param name="Witness">Index of the witness scalar.</param>
/// <param name="Element">Index of the element.</param>
/// <param name="Coefficient">Public coefficient; may be zero.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Term(int Witness, int Element, Scalar Coefficient);

/// <summary>
/// A statement "I know scalars such that these equations among group elements hold": the only kind of statement ever proven here.
/// spec §6.1, draft-irtf-cfrg-sigma-protocols "Linear relations".
/// </summary>
/// <remarks>
/// Immutable, but for remembered sums, and flat: the terms of all equations stand in one array, equation i's where the previous one's end. A relation can be
/// built that breaks the rules for instances; <see cref="InstanceRules"/> finds that before anything is computed with it.
/// </remarks>
public sealed partial class LinearRelation
{
    private readonly Point[] elements;
    private readonly ImageTerm[] imageTerms;
    private readonly int[] imageEnds;
    private readonly Term[] terms;
    private readonly int[] termEnds;
    private readonly Point?[] imageValues;

    /// <summary>Takes the arrays over. <paramref name="imageEnds"/> and <paramref name="termEnds"/> have one entry an equation.</summary>
    internal LinearRelation(Point[] elements, ImageTerm[] imageTerms, int[] imageEnds, Term[] terms, int[] termEnds)
    {
        this.elements = elements;
        this.imageTerms = imageTerms;
        this.imageEnds = imageEnds;
        this.terms = terms;
        this.termEnds = termEnds;
        imageValues = new Point?[imageEnds.Length];
        NumScalars = CountScalars(terms);
    }

    /// <summary>The elements by index; index 0 is the generator.</summary>
    public IReadOnlyList<Point> Elements => elements;

    /// <summary>Number of equations.</summary>
    public int NumEquations => imageEnds.Length;

    /// <summary>Number of witness scalars: one more than the largest index in a term, 0 without terms.</summary>
    public int NumScalars { get; }

    /// <summary>The elements as an array nobody writes to, for the loops that run over all of them.</summary>
    internal Point[] ElementArray => elements;

    /// <summary>The terms of all equations, in order.</summary>
    internal ReadOnlySpan<Term> AllTerms => terms;

    /// <summary>The image terms of all equations, in order.</summary>
    internal ReadOnlySpan<ImageTerm> AllImageTerms => imageTerms;

    /// <summary>The left-hand side of one equation.</summary>
    public ReadOnlySpan<ImageTerm> Image(int equation) => Slice<ImageTerm>(imageTerms, imageEnds, equation);

    /// <summary>The right-hand side of one equation.</summary>
    public ReadOnlySpan<Term> Terms(int equation) => Slice<Term>(terms, termEnds, equation);

    /// <summary>What the left-hand side of one equation adds up to, computed once: rule 9 and the verification equation both need it.</summary>
    internal Point ImageValueVartime(int equation)
    {
        if (imageValues[equation] is { } known)
        {
            return known;
        }

        var sum = new PublicSum();
        foreach (ref readonly var term in Image(equation))
        {
            sum.Add(term.Coefficient, elements[term.Element]);
        }

        return imageValues[equation] = sum.ValueVartime();
    }

    private static ReadOnlySpan<T> Slice<T>(T[] all, int[] ends, int equation)
    {
        var start = equation == 0 ? 0 : ends[equation - 1];
        return all.AsSpan(start, ends[equation] - start);
    }

    private static int CountScalars(ReadOnlySpan<Term> terms)
    {
        var largest = -1;
        foreach (ref readonly var term in terms)
        {
            largest = Math.Max(largest, term.Witness);
        }

        // The largest index of all has no successor; rule 6 refuses either number.
        return largest == int.MaxValue ? largest : largest + 1;
    }
}
