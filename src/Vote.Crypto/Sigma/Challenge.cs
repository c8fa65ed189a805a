using Vote.Crypto.Group;

namespace Vote.Crypto.Sigma;

/// <summary>draft-irtf-cfrg-sigma-protocols "Challenge derivation": the challenge binds tag, whole statement and commitment.</summary>
internal static class Challenge
{
    /// <param name="session">Derived from the tag.</param>
    /// <param name="relation">The statement; its shape was checked.</param>
    /// <param name="commitment">The encoded commitments, 33 bytes an equation.</param>
    public static Scalar Derive(SessionId session, LinearRelation relation, ReadOnlySpan<byte> commitment)
    {
        using var sponge = new DuplexSponge(session);
        RelationEncoder.AbsorbInto(sponge, relation);
        sponge.Absorb(commitment);
        return sponge.SqueezeScalars(1)[0];
    }
}
