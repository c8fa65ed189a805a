using System.Diagnostics.CodeAnalysis;
using System.Text;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.ElGamal;

namespace Vote.Crypto.Ballots;

/// <summary>What a voter compares: 160 bits over election, credential and all ciphertexts, in letters nobody confuses. spec §4.6</summary>
public sealed record Tracker
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int HashBytes = 20;
    private const int BitsPerCharacter = 5;
    private const int CharactersPerGroup = 4;
    private const int Characters = HashBytes * 8 / BitsPerCharacter;

    private Tracker(string text) => Text = text;

    /// <summary>8 groups of 4 characters joined by hyphens.</summary>
    public string Text { get; }

    private static ReadOnlySpan<byte> Label => "tsukuba-vote/tracker/v1\0"u8;

    /// <summary>The tracker of a ballot.</summary>
    public static Tracker Of(ElectionHash election, SignatureKey credential, EncryptedBallot ballot) =>
        Of(election, credential, ballot.CiphertextBytes);

    /// <summary>Takes the only spelling: 32 characters of the alphabet in 8 groups.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Tracker? tracker)
    {
        var groups = text.Split('-');
        var wellFormed = groups.Length == Characters / CharactersPerGroup
            && groups.All(group => group.Length == CharactersPerGroup && group.All(Alphabet.Contains));
        tracker = wellFormed ? new(text) : null;
        return wellFormed;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The tracker of all ciphertexts of a ballot.</summary>
    internal static Tracker Of(ElectionHash election, SignatureKey credential, ReadOnlySpan<byte> ciphertexts)
    {
        byte[] prefix = [.. Label, .. election.Bytes, .. credential.Bytes];
        return new(Spell(Digest.Sha256(prefix, ciphertexts).Bytes[..HashBytes]));
    }

    /// <summary>Five bits a character, most significant first.</summary>
    internal static string Spell(ReadOnlySpan<byte> hash)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Characters; i++)
        {
            if (i > 0 && i % CharactersPerGroup == 0)
            {
                text.Append('-');
            }

            var bit = i * BitsPerCharacter;
            var pair = (hash[bit / 8] << 8) | (bit / 8 + 1 < hash.Length ? hash[(bit / 8) + 1] : 0);
            text.Append(Alphabet[(pair >> (16 - BitsPerCharacter - (bit % 8))) & 31]);
        }

        return text.ToString();
    }
}
