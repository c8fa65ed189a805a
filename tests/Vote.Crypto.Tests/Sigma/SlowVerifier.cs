using System.Text;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Tests.Sigma;

/// <summary>The verifier as the draft defines it: every equation by itself, every term by itself, every matrix entry computed.</summary>
internal static class SlowVerifier
{
    public static bool Accepts(ProofTag tag, LinearRelation relation, byte[] proof)
    {
        if (!IsValid(relation) || proof.Length != (relation.NumEquations * Point.Size) + (relation.NumScalars * Scalar.Size))
        {
            return false;
        }

        var commitment = new Point[relation.NumEquations];
        for (var i = 0; i < commitment.Length; i++)
        {
            if (!Point.TryDecode(proof.AsSpan(i * Point.Size, Point.Size), out commitment[i]!))
            {
                return false;
            }
        }

        var split = commitment.Length * Point.Size;
        return TryScalars(proof.AsSpan(split), out var response)
            && HoldsFor(relation, commitment, DeriveChallenge(tag.Encode(), RelationText.Write(relation), proof.AsSpan(0, split)), response);
    }

    /// <summary>The ten rules, from their text.</summary>
    public static bool IsValid(LinearRelation relation)
    {
        var equations = Enumerable.Range(0, relation.NumEquations)
            .Select(i => (Image: relation.Image(i).ToArray(), Terms: relation.Terms(i).ToArray())).ToArray();
        var elements = relation.Elements;
        bool IsElement(int index) => index >= 0 && index < elements.Count;
        if (equations.Length == 0
            || equations.Any(equation => equation.Image.Length == 0 || equation.Terms.Length == 0)
            || equations.Any(equation => equation.Terms.Any(term => term.Witness < 0))
            || equations.Any(equation => !equation.Image.All(term => IsElement(term.Element)) || !equation.Terms.All(term => IsElement(term.Element))))
        {
            return false;
        }

        var named = equations.SelectMany(equation => equation.Image.Select(t => t.Element).Concat(equation.Terms.Select(t => t.Element))).ToHashSet();
        var scalars = equations.SelectMany(equation => equation.Terms.Select(term => term.Witness)).ToHashSet();
        return Enumerable.Range(1, elements.Count - 1).All(named.Contains)
            && scalars.Max() == scalars.Count - 1
            && elements[0] == Point.Generator
            && !elements.Any(element => element.IsIdentity)
            && equations.All(equation => !Sum(equation.Image.Select(t => t.Coefficient * elements[t.Element])).IsIdentity)
            && scalars.All(scalar => equations.Any(equation =>
                !Sum(equation.Terms.Where(t => t.Witness == scalar).Select(t => t.Coefficient * elements[t.Element])).IsIdentity));
    }

    public static bool HoldsFor(LinearRelation relation, IReadOnlyList<Point> commitment, Scalar challenge, IReadOnlyList<Scalar> response) =>
        Enumerable.Range(0, relation.NumEquations).All(i =>
            commitment[i] + (challenge * ImageOf(relation, i)) == MapAt(relation, i, response));

    public static Point ImageOf(LinearRelation relation, int equation) =>
        Sum(relation.Image(equation).ToArray().Select(term => term.Coefficient * relation.Elements[term.Element]));

    public static Point MapAt(LinearRelation relation, int equation, IReadOnlyList<Scalar> scalars) =>
        Sum(relation.Terms(equation).ToArray().Select(term => (term.Coefficient * scalars[term.Witness]) * relation.Elements[term.Element]));

    /// <summary>The challenge by the platform's SHAKE128 in one call, without our sponge.</summary>
    public static Scalar DeriveChallenge(byte[] tag, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> commitment)
    {
        var padding = new byte[168 - 32];
        byte[] derivation = [.. Encoding.ASCII.GetBytes("irtf-cfrg-fiat-shamir/session-id"), .. padding, .. tag];
        var session = System.Security.Cryptography.Shake128.HashData(derivation, 32);
        byte[] transcript = [.. session, .. padding, .. statement, .. commitment];
        return DraftCodec.DecodeScalar(System.Security.Cryptography.Shake128.HashData(transcript, 48));
    }

    private static Point Sum(IEnumerable<Point> points) => points.Aggregate(Point.Identity, (sum, point) => sum + point);

    private static bool TryScalars(ReadOnlySpan<byte> bytes, out Scalar[] scalars)
    {
        scalars = new Scalar[bytes.Length / Scalar.Size];
        for (var i = 0; i < scalars.Length; i++)
        {
            if (!Scalar.TryDecode(bytes.Slice(i * Scalar.Size, Scalar.Size), out scalars[i]))
            {
                return false;
            }
        }

        return true;
    }
}
