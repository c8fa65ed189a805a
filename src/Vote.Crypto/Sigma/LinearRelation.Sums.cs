using System.Runtime.InteropServices;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

public sealed partial class LinearRelation
{
    /// <content>
    /// Sums are ranges of two append-only lists. Two ranges that touch are joined by naming the range of both, so a sum written from left
    /// to right is never copied; any other join copies to the end.
    /// </content>
    public sealed partial class Builder
    {
        private readonly List<ImageTerm> imageScratch = [];
        private readonly List<Term> termScratch = [];

        /// <summary>Σ elements.</summary>
        public ElementSum Sum(ReadOnlySpan<ElementIndex> elementIndices)
        {
            var start = imageScratch.Count;
            foreach (var element in elementIndices)
            {
                RequireOwn(element.Owner);
                imageScratch.Add(new ImageTerm(element.Value, Scalar.One));
            }

            return new ElementSum(this, start, elementIndices.Length);
        }

        /// <summary>Σ weight_i · element_i.</summary>
        /// <exception cref="ArgumentException">The vectors differ in length.</exception>
        public ElementSum Sum(ReadOnlySpan<Scalar> weights, ReadOnlySpan<ElementIndex> elementIndices)
        {
            RequireSameLength(weights.Length, elementIndices.Length);
            var start = imageScratch.Count;
            for (var i = 0; i < weights.Length; i++)
            {
                RequireOwn(elementIndices[i].Owner);
                imageScratch.Add(new ImageTerm(elementIndices[i].Value, weights[i]));
            }

            return new ElementSum(this, start, weights.Length);
        }

        /// <summary>Declares the points as elements, in order, and gives Σ weight_i · point_i.</summary>
        /// <exception cref="ArgumentException">The vectors differ in length.</exception>
        public ElementSum Sum(IReadOnlyList<Scalar> weights, IReadOnlyList<Point> points)
        {
            RequireSameLength(weights.Count, points.Count);
            return Sum([.. weights], Elements(points));
        }

        /// <summary>Σ witness_i · element_i.</summary>
        /// <exception cref="ArgumentException">The vectors differ in length.</exception>
        public TermSum Sum(ReadOnlySpan<WitnessIndex> witnesses, ReadOnlySpan<ElementIndex> elementIndices)
        {
            RequireSameLength(witnesses.Length, elementIndices.Length);
            var start = termScratch.Count;
            for (var i = 0; i < witnesses.Length; i++)
            {
                Append(witnesses[i], elementIndices[i], Scalar.One);
            }

            return new TermSum(this, start, witnesses.Length);
        }

        /// <summary>Σ weight_i · witness_i · element, all on one element.</summary>
        /// <exception cref="ArgumentException">The vectors differ in length.</exception>
        public TermSum Sum(ReadOnlySpan<Scalar> weights, ReadOnlySpan<WitnessIndex> witnesses, ElementIndex element)
        {
            RequireSameLength(weights.Length, witnesses.Length);
            var start = termScratch.Count;
            for (var i = 0; i < weights.Length; i++)
            {
                Append(witnesses[i], element, weights[i]);
            }

            return new TermSum(this, start, weights.Length);
        }

        internal ElementSum Single(ElementIndex element, Scalar coefficient)
        {
            imageScratch.Add(new ImageTerm(element.Value, coefficient));
            return new ElementSum(this, imageScratch.Count - 1, 1);
        }

        internal TermSum Single(WitnessIndex witness, ElementIndex element)
        {
            Append(witness, element, Scalar.One);
            return new TermSum(this, termScratch.Count - 1, 1);
        }

        internal TermSum Distribute(WitnessIndex witness, ElementSum sum)
        {
            RequireOwn(witness.Owner);
            RequireOwn(sum.Owner);
            var start = termScratch.Count;
            foreach (ref readonly var image in Written(sum))
            {
                termScratch.Add(new Term(witness.Value, image.Element, image.Coefficient));
            }

            return new TermSum(this, start, sum.Count);
        }

        internal ElementSum Join(ElementSum left, ElementSum right)
        {
            RequireOwn(right.Owner);
            var start = JoinRanges(imageScratch, (left.Start, left.Count), (right.Start, right.Count));
            return new ElementSum(this, start, left.Count + right.Count);
        }

        internal TermSum Join(TermSum left, TermSum right)
        {
            RequireOwn(right.Owner);
            var start = JoinRanges(termScratch, (left.Start, left.Count), (right.Start, right.Count));
            return new TermSum(this, start, left.Count + right.Count);
        }

        internal ElementSum Scale(Scalar factor, ElementSum sum)
        {
            var start = imageScratch.Count;
            for (var i = sum.Start; i < sum.Start + sum.Count; i++)
            {
                imageScratch.Add(imageScratch[i] with { Coefficient = factor * imageScratch[i].Coefficient });
            }

            return new ElementSum(this, start, sum.Count);
        }

        internal TermSum Scale(Scalar factor, TermSum sum)
        {
            var start = termScratch.Count;
            for (var i = sum.Start; i < sum.Start + sum.Count; i++)
            {
                termScratch.Add(termScratch[i] with { Coefficient = factor * termScratch[i].Coefficient });
            }

            return new TermSum(this, start, sum.Count);
        }

        private static int JoinRanges<T>(List<T> scratch, (int Start, int Count) left, (int Start, int Count) right)
        {
            if (left.Start + left.Count == right.Start)
            {
                return left.Start;
            }

            var start = scratch.Count;
            scratch.EnsureCapacity(start + left.Count + right.Count);
            scratch.AddRange(CollectionsMarshal.AsSpan(scratch).Slice(left.Start, left.Count));
            scratch.AddRange(CollectionsMarshal.AsSpan(scratch).Slice(right.Start, right.Count));
            return start;
        }

        private static void RequireSameLength(int left, int right)
        {
            if (left != right)
            {
                throw new ArgumentException($"A sum over {left} and {right} items.", nameof(right));
            }
        }

        private ReadOnlySpan<ImageTerm> Written(ElementSum sum) => CollectionsMarshal.AsSpan(imageScratch).Slice(sum.Start, sum.Count);

        private ReadOnlySpan<Term> Written(TermSum sum) => CollectionsMarshal.AsSpan(termScratch).Slice(sum.Start, sum.Count);

        private void Append(WitnessIndex witness, ElementIndex element, Scalar coefficient)
        {
            RequireOwn(witness.Owner);
            RequireOwn(element.Owner);
            termScratch.Add(new Term(witness.Value, element.Value, coefficient));
        }

        private void RequireOwn(Builder? owner)
        {
            if (!ReferenceEquals(owner, this))
            {
                throw new ArgumentException("An index or a sum of another relation.", nameof(owner));
            }
        }
    }
}
