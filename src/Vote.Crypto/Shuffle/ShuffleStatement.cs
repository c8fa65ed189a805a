using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Sigma;

namespace Vote.Crypto.Shuffle;

/// <summary>Which shuffle of an election; all count from 1. spec §7</summary>
public sealed record ShufflePlace(int Question, int Round, int Trustee);

/// <summary>
/// What everybody knows before a shuffle is made: election, key, generators, place, input. The verifier builds it from the record. spec §7
/// </summary>
public sealed class ShuffleStatement
{
    private readonly Lazy<Digest> context;

    /// <param name="election">Gives the proof its scope.</param>
    /// <param name="key">The key under which rows are re-encrypted, and the election's generators.</param>
    /// <param name="place">Question, round and trustee.</param>
    /// <param name="input">The rows to shuffle.</param>
    public ShuffleStatement(ElectionHash election, (ElectionKey Key, ElectionGenerators Generators) key, ShufflePlace place, CiphertextRows input)
    {
        (Election, Place, Input) = (election, place, input);
        (Key, Generators) = key;
        context = new(() => Digest.Sha256(ContextObject().Encode()));
    }

    /// <summary>The election.</summary>
    public ElectionHash Election { get; }

    /// <summary>Y.</summary>
    public ElectionKey Key { get; }

    /// <summary>H, H_1, …</summary>
    public ElectionGenerators Generators { get; }

    /// <summary>Question, round and trustee.</summary>
    public ShufflePlace Place { get; }

    /// <summary>The rows to shuffle.</summary>
    public CiphertextRows Input { get; }

    /// <summary>The tag of proof or weights. spec §6.2</summary>
    internal ProofTag Tag(ProofPurpose purpose) => new(Election.Bytes, purpose, context.Value.Bytes);

    private CanonicalObject ContextObject() => CanonicalObject.Of(
        ("input", CanonicalValue.Hash(Input.Hash())),
        ("question", CanonicalValue.Number(Place.Question)),
        ("round", CanonicalValue.Number(Place.Round)),
        ("rows", CanonicalValue.Number(Input.Count)),
        ("trustee", CanonicalValue.Number(Place.Trustee)),
        ("width", CanonicalValue.Number(Input.Width)));
}
