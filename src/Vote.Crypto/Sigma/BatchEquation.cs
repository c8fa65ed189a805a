using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>
/// All verification equations of some transcripts, each multiplied by a weight of its own, as one multi-scalar multiplication.
/// draft-irtf-cfrg-sigma-protocols "Batch verification".
/// </summary>
/// <remarks>
/// <para>The weights are 128 bits each, squeezed from a sponge of their own after every session id, statement and whole proof was absorbed:
/// whoever wants errors to cancel must have chosen them before the weights. One false equation passes with probability 2⁻¹²⁸.</para>
/// <para>Symbols: w weight, c challenge, z response; Σ w·(T + c·image − map(z)) must be the identity.</para>
/// </remarks>
internal sealed class BatchEquation
{
    private const int WeightSize = 16;
    private const int LongImage = 64;

    private static readonly SessionId Session = SessionId.Derive("irtf-cfrg-sigma-protocols/batch-verify"u8);

    private readonly Dictionary<Point, int> slotOfElement = new(ReferenceEqualityComparer.Instance);
    private readonly List<Point> points = [];
    private readonly List<Scalar> coefficients = [];

    private BatchEquation()
    {
    }

    /// <summary>Whether every equation of every transcript holds. No transcript: nothing is false.</summary>
    public static bool HoldsVartime(ReadOnlySpan<Transcript> transcripts)
    {
        if (transcripts.IsEmpty)
        {
            return true;
        }

        var weights = SqueezeWeights(transcripts).AsSpan();
        var equation = new BatchEquation();
        foreach (var transcript in transcripts)
        {
            var count = transcript.Relation.NumEquations;
            equation.Add(transcript, weights[..count]);
            weights = weights[count..];
        }

        return Point.MultiplySumVartime(
            CollectionsMarshal.AsSpan(equation.coefficients), CollectionsMarshal.AsSpan(equation.points)).IsIdentity;
    }

    /// <summary>One weight an equation, transcript by transcript.</summary>
    internal static Scalar[] SqueezeWeights(ReadOnlySpan<Transcript> transcripts)
    {
        using var sponge = new DuplexSponge(Session);
        var count = 0;
        foreach (var transcript in transcripts)
        {
            sponge.Absorb(transcript.Session.Bytes);
            RelationEncoder.AbsorbInto(sponge, transcript.Relation);
            sponge.Absorb(transcript.Proof.Span);
            count = checked(count + transcript.Relation.NumEquations);
        }

        var bytes = sponge.Squeeze(checked(count * WeightSize)).AsSpan();
        var weights = new Scalar[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = Scalar.FromUInt128LittleEndian(bytes.Slice(i * WeightSize, WeightSize));
        }

        return weights;
    }

    private void Add(Transcript transcript, ReadOnlySpan<Scalar> weights)
    {
        points.AddRange(transcript.Commitment);
        coefficients.AddRange(weights);

        var elements = transcript.Relation.ElementArray;
        var ofElement = Collect(transcript, weights);
        AddLongImages(transcript, weights);
        for (var i = 0; i < elements.Length; i++)
        {
            AddElement(elements[i], ofElement[i]);
        }
    }

    /// <summary>What each element of one statement is multiplied with, over all of its equations.</summary>
    private static Scalar[] Collect(Transcript transcript, ReadOnlySpan<Scalar> weights)
    {
        var relation = transcript.Relation;
        var ofElement = new Scalar[relation.Elements.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            if (!IsLong(relation.Image(i)))
            {
                var ofImage = weights[i] * transcript.Challenge;
                foreach (ref readonly var term in relation.Image(i))
                {
                    ofElement[term.Element] += Times(ofImage, term.Coefficient);
                }
            }

            foreach (ref readonly var term in relation.Terms(i))
            {
                ofElement[term.Element] -= Times(weights[i] * transcript.Response[term.Witness], term.Coefficient);
            }
        }

        return ofElement;
    }

    /// <summary>What rule 9 has already added up is one term here, in place of thousands.</summary>
    private void AddLongImages(Transcript transcript, ReadOnlySpan<Scalar> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            if (IsLong(transcript.Relation.Image(i)))
            {
                points.Add(transcript.Relation.ImageValueVartime(i));
                coefficients.Add(weights[i] * transcript.Challenge);
            }
        }
    }

    /// <summary>A ballot's elements are in other equations too, so its images are left as they are.</summary>
    private static bool IsLong(ReadOnlySpan<ImageTerm> image) => image.Length > LongImage;

    /// <summary>Nearly every coefficient is 1.</summary>
    private static Scalar Times(in Scalar value, in Scalar coefficient) => coefficient == Scalar.One ? value : value * coefficient;

    /// <summary>The generator and the election key are in every statement of a batch, as the same object: one point for all.</summary>
    private void AddElement(Point element, in Scalar coefficient)
    {
        if (coefficient.IsZero)
        {
            return;
        }

        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(slotOfElement, element, out var seen);
        if (seen)
        {
            coefficients[slot] += coefficient;
            return;
        }

        slot = points.Count;
        points.Add(element);
        coefficients.Add(coefficient);
    }
}
