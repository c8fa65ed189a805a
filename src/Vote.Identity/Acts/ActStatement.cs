using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;

namespace Vote.Identity.Acts;

/// <summary>
/// The one readable statement a voter signs with the digital ID: "I register this key for voting in this election".
/// spec/identity §5
/// </summary>
public sealed class ActStatement
{
    /// <summary>Greatest accepted length in bytes.</summary>
    public const int MaxLength = 2048;

    private const string Format = "tsukuba-vote/act/v1";
    private const string Purpose = "credential";
    private const string Sentence = "私は、この選挙の投票に使う鍵を、本人として登録します。";

    private ActStatement(ActElection election, Digest credential, ActNonce nonce, ActTime time) =>
        (Election, Credential, Nonce, Time) = (election, credential, nonce, time);

    /// <summary>The election.</summary>
    public ActElection Election { get; }

    /// <summary>SHA-256 of the credential's public key, 33 bytes.</summary>
    public Digest Credential { get; }

    /// <summary>The server's nonce.</summary>
    public ActNonce Nonce { get; }

    /// <summary>When the voter's side made the statement.</summary>
    public ActTime Time { get; }

    /// <summary>The statement for a key.</summary>
    public static ActStatement For(ActElection election, SignatureKey credential, ActNonce nonce, DateTimeOffset at) =>
        new(election, HashOf(credential), nonce, ActTime.Of(at));

    /// <summary>The hash under which a statement names a key.</summary>
    public static Digest HashOf(SignatureKey credential) => Digest.Sha256(credential.Bytes);

    /// <summary>Decodes the only accepted encoding: canonical JSON with exactly the fields of spec/identity §5 (1).</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ActStatement? statement)
    {
        statement = null;
        if (bytes.Length > MaxLength || !ObjectReader.TryParse(bytes, out var reader))
        {
            return false;
        }

        reader.Literal("format", Format);
        reader.Literal("purpose", Purpose);
        reader.Literal("statement", Sentence);
        var credential = reader.Hash("credential");
        var election = reader.Hash("election");
        var nonce = reader.Decode<ActNonce>("nonce", ActNonce.TryDecode);
        var title = reader.Text("title", ActElection.MaxTitle);
        if (!ActTime.TryParse(reader.Text("time"), out var time) || title.Length == 0 || !reader.Finish() || nonce is null)
        {
            return false;
        }

        statement = new ActStatement(new ActElection(election, title), credential, nonce, time);
        return true;
    }

    /// <summary>The canonical bytes, which the digital ID signs.</summary>
    public byte[] Encode() => CanonicalObject.Of(
        ("credential", CanonicalValue.Hash(Credential)),
        ("election", CanonicalValue.Hash(Election.Hash)),
        ("format", CanonicalValue.Text(Format)),
        ("nonce", CanonicalValue.Bytes(Nonce.Bytes)),
        ("purpose", CanonicalValue.Text(Purpose)),
        ("statement", CanonicalValue.Text(Sentence)),
        ("time", CanonicalValue.Text(Time.ToString())),
        ("title", CanonicalValue.Text(Election.Title))).Encode();
}
