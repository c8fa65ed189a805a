using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

public sealed partial class LinearRelation
{
    /// <summary>
    /// Writes a relation down in the draft's notation: declare elements and witness scalars, then state equations.
    /// </summary>
    /// <remarks>
    /// <para>Indices are given in order of declaration, each call of <c>Element</c> gives a new one, and terms stand in the order in which
    /// they are written; all three are part of what a proof binds. Every element that the statement depends on is declared by
    /// itself, never a sum computed beforehand.</para>
    /// <para>Sums written with <c>+</c> from left to right, and those of the <c>Sum</c> methods, cost linear time. One thread.</para>
    /// </remarks>
    public sealed partial class Builder
    {
        private readonly List<Point> elements = [Point.Generator];
        private readonly List<PendingEquation> equations = [];
        private readonly List<string> witnessNames = [];
        private readonly List<int> witnessEnds = [];

        /// <summary>The group's generator G, index 0 of every relation.</summary>
        public ElementIndex Generator => new(this, 0);

        private int WitnessCount => witnessEnds.Count == 0 ? 0 : witnessEnds[^1];

        /// <summary>Declares the next element.</summary>
        public ElementIndex Element(Point point)
        {
            elements.Add(point);
            return new ElementIndex(this, elements.Count - 1);
        }

        /// <summary>Declares a vector of elements, in order.</summary>
        public ElementIndex[] Elements(IReadOnlyList<Point> points)
        {
            var indices = new ElementIndex[points.Count];
            for (var i = 0; i < indices.Length; i++)
            {
                indices[i] = Element(points[i]);
            }

            return indices;
        }

        /// <summary>Declares the next witness scalar.</summary>
        /// <param name="name">Its name in the specification; only messages about mistakes show it.</param>
        public WitnessIndex Witness(string name)
        {
            var index = new WitnessIndex(this, WitnessCount);
            Declare(name, 1);
            return index;
        }

        /// <summary>Declares a vector of witness scalars, in order.</summary>
        public WitnessIndex[] Witnesses(string name, int count)
        {
            var first = WitnessCount;
            Declare(name, count);
            var indices = new WitnessIndex[count];
            for (var i = 0; i < count; i++)
            {
                indices[i] = new WitnessIndex(this, first + i);
            }

            return indices;
        }

        /// <summary>Opens an equation with its left-hand side; <see cref="LeftSide.Equals(TermSum)"/> closes it.</summary>
        public LeftSide Equation(ElementSum image)
        {
            RequireOwn(image.Owner);
            equations.Add(new PendingEquation(image));
            return new LeftSide(this, equations.Count - 1);
        }

        /// <summary>Compiles what was declared.</summary>
        /// <exception cref="InvalidOperationException">An equation has no right-hand side, or a declared witness scalar is in none.</exception>
        public LinearRelation Build()
        {
            var (imageEnds, termEnds) = Ends();
            var images = new ImageTerm[imageEnds.Length == 0 ? 0 : imageEnds[^1]];
            var terms = new Term[termEnds.Length == 0 ? 0 : termEnds[^1]];
            for (var i = 0; i < equations.Count; i++)
            {
                var image = Written(equations[i].Image);
                var right = Written(equations[i].Terms!.Value);
                image.CopyTo(images.AsSpan(imageEnds[i] - image.Length));
                right.CopyTo(terms.AsSpan(termEnds[i] - right.Length));
            }

            var relation = new LinearRelation([.. elements], images, imageEnds, terms, termEnds);
            RequireEveryWitness(relation);
            return relation;
        }

        internal void Close(int equation, TermSum terms)
        {
            RequireOwn(terms.Owner);
            if (equations[equation].Terms is not null)
            {
                throw new InvalidOperationException($"Equation {equation} has a right-hand side already.");
            }

            equations[equation] = equations[equation] with { Terms = terms };
        }

        private void Declare(string name, int count)
        {
            witnessEnds.Add(checked(WitnessCount + count));
            witnessNames.Add(name);
        }

        private (int[] Image, int[] Terms) Ends()
        {
            var (imageEnds, termEnds) = (new int[equations.Count], new int[equations.Count]);
            var (imageEnd, termEnd) = (0, 0);
            for (var i = 0; i < imageEnds.Length; i++)
            {
                var right = equations[i].Terms ?? throw new InvalidOperationException($"Equation {i} has no right-hand side.");
                imageEnds[i] = imageEnd += equations[i].Image.Count;
                termEnds[i] = termEnd += right.Count;
            }

            return (imageEnds, termEnds);
        }

        /// <summary>A witness declared last and then forgotten would vanish without a trace: no rule for instances sees it.</summary>
        private void RequireEveryWitness(LinearRelation relation)
        {
            if (relation.NumScalars < WitnessCount)
            {
                var at = witnessEnds.FindIndex(end => end > relation.NumScalars);
                throw new InvalidOperationException($"Witness {witnessNames[at]} (scalar {relation.NumScalars}) is in no equation.");
            }
        }

        private readonly record struct PendingEquation(ElementSum Image, TermSum? Terms = null);
    }

    /// <summary>An equation that waits for its right-hand side.</summary>
    public readonly record struct LeftSide
    {
        private readonly Builder owner;
        private readonly int equation;

        internal LeftSide(Builder owner, int equation)
        {
            this.owner = owner;
            this.equation = equation;
        }

        /// <summary>States that the left-hand side equals <paramref name="terms"/>.</summary>
        public void Equals(TermSum terms) => owner.Close(equation, terms);
    }
}
