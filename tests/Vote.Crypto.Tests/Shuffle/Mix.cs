using Vote.Canonical;
using Vote.Crypto.ElGamal;
using Vote.Crypto.Group;
using Vote.Crypto.Shuffle;

namespace Vote.Crypto.Tests.Shuffle;

/// <summary>A small election to shuffle in: its key is known, so that tests can look inside and mount forgeries.</summary>
internal sealed class Mix
{
    public Mix(int count, int width)
    {
        Key = new ElectionKey(Secret * Point.Generator);
        Generators = new ElectionGenerators(Election, Key);
        Messages = [.. Enumerable.Range(1, count * width).Select(m => Scalar.FromInt64(m) * Point.Generator)];
        Input = new CiphertextRows(width, [.. Messages.Select(message => Key.Encrypt(message, Scalar.Random()))]);
    }

    public ElectionHash Election { get; } = new(Digest.Sha256("an election"u8));

    public Scalar Secret { get; } = Scalar.Random();

    public ElectionKey Key { get; }

    public ElectionGenerators Generators { get; }

    public Point[] Messages { get; }

    public CiphertextRows Input { get; }

    public ShuffleStatement Statement(CiphertextRows? input = null, ShufflePlace? place = null, ElectionHash? election = null) =>
        new(election ?? Election, (Key, Generators), place ?? new(1, 1, 1), input ?? Input);

    public ShuffledRows Honest() => Shuffler.Shuffle(Statement(), null, CancellationToken.None);

    public Point Decrypt(Ciphertext cell) => cell.B - (Secret * cell.A);

    public Verdict Verify(ShuffledRows shuffled) => ShuffleVerifier.Verify(Statement(), shuffled);

    /// <summary>The payload with one byte changed, decoded again; null when that is no encoding any more.</summary>
    public ShuffledRows? WithByte(byte[] payload, int position, byte mask)
    {
        var changed = (byte[])payload.Clone();
        changed[position] ^= mask;
        return ShuffledRows.TryDecode(Input.Count, Input.Width, changed, out var shuffled) ? shuffled : null;
    }
}
