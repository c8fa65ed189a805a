using Vote.Crypto.ElGamal;

namespace Vote.Crypto.Ballots;

/// <summary>What making and checking ballots needs of a manifest.</summary>
/// <param name="Hash">The election hash e.</param>
/// <param name="Key">The election key Y.</param>
/// <param name="Style">The questions of every ballot.</param>
public sealed record Election(ElectionHash Hash, ElectionKey Key, BallotStyle Style);
