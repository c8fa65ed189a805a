using Vote.Canonical;
using Vote.Crypto.Group;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Threshold.Ceremony;

/// <summary>Says that a trustee knows the constant term a of its polynomial, so that its part was not computed from the others'. spec §5 (3)</summary>
internal static class TrusteeKeyProof
{
    /// <summary>One commitment and one response.</summary>
    public const int Length = Point.Size + Scalar.Size;

    public static ProofTag Tag(Digest ceremony, TrusteeIndex trustee, IReadOnlyList<Point> coefficients)
    {
        var context = CanonicalObject.Of(
            ("commitments", CanonicalValue.List(coefficients.Select(point => CanonicalValue.Bytes(point.Encode())))),
            ("trustee", CanonicalValue.Number(trustee.Value)));
        return new ProofTag(ceremony.Bytes, ProofPurpose.TrusteeKey, Digest.Sha256(context.Encode()).Bytes);
    }

    public static LinearRelation Relation(Point constantTerm)
    {
        var relation = new LinearRelation.Builder();
        var c = relation.Element(constantTerm);
        var a = relation.Witness("a");

        // spec §5 (3): C_{j,0} = a·G
        relation.Equation(c).Equals(a * relation.Generator);
        return relation.Build();
    }

    public static RevealedKey Prove(Digest ceremony, TrusteeIndex trustee, Polynomial polynomial, INonceSource nonces)
    {
        var coefficients = polynomial.Commit();
        var statement = new SigmaProver.Statement(Relation(coefficients[0]), KnownBases.GeneratorOnly);
        var tag = Tag(ceremony, trustee, coefficients);
        var proof = SigmaProver.Prove(tag, statement, polynomial.Coefficients[..1], ProofFlavor.Batchable, nonces);
        return new RevealedKey(coefficients, proof);
    }

    public static Verdict Verify(RevealMessage reveal) => SigmaVerifier.Verify(
        Tag(reveal.Ceremony, reveal.Trustee, reveal.Coefficients), Relation(reveal.Coefficients[0]), reveal.Proof);
}
