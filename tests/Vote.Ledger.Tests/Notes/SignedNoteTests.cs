using System.Text;
using Vote.Ledger.Notes;
using Vote.Testing;

namespace Vote.Ledger.Tests.Notes;

public sealed class SignedNoteTests : IDisposable
{
    private readonly TestLog log = new();

    public void Dispose() => log.Dispose();

    [Fact]
    public void DecidesThePublishedVectorsAsExpected()
    {
        foreach (var vector in SpecVectors.Load("signed-note.json").GetProperty("notes").EnumerateArray())
        {
            var comment = vector.GetProperty("comment").GetString();
            var bytes = Encoding.UTF8.GetBytes(vector.GetProperty("note").GetString()!);
            var decided = NoteKey.TryParse(vector.GetProperty("vkey").GetString()!, out var key)
                && SignedNote.TryDecode(bytes, out var note)
                && note.Encode().AsSpan().SequenceEqual(bytes)
                && note.IsSignedBy(key);

            Assert.True(vector.GetProperty("accepted").GetBoolean() == decided, comment);
        }
    }

    [Fact]
    public void RoundTripsAndVerifiesWhatItSigned()
    {
        var note = SignedNote.Sign("one\n\ntwo\n", "example.com/a", log.Key);

        Assert.True(SignedNote.TryDecode(note.Encode(), out var decoded));
        Assert.Equal(note.Text, decoded.Text);
        Assert.True(decoded.IsSignedBy(new NoteKey("example.com/a", NoteSignatureType.Ed25519, log.Key.Public)));
        Assert.False(decoded.IsSignedBy(new NoteKey("example.com/b", NoteSignatureType.Ed25519, log.Key.Public)));
        Assert.False(decoded.IsSignedBy(new NoteKey("example.com/a", NoteSignatureType.Cosignature, log.Key.Public)));
    }

    [Fact]
    public void AcceptsNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(9);
        var seed = SignedNote.Sign("one\n\ntwo\n", "example.com/a", log.Key).Encode();
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = random.Mutate(seed);
            Assert.True(!SignedNote.TryDecode(bytes, out var note) || note.Encode().AsSpan().SequenceEqual(bytes));
        }
    }

    [Fact]
    public void IgnoresUnknownSignaturesAndTakesSixteenAndMore()
    {
        var note = SignedNote.Sign("text\n", "example.com/a", log.Key);
        for (var i = 0; i < 40; i++)
        {
            using var other = TestLog.SecretOf((byte)(50 + i));
            note = note.With(SignedNote.Sign("other\n", "example.com/a", other).Signatures[0]);
        }

        Assert.True(SignedNote.TryDecode(note.Encode(), out var decoded));
        Assert.True(decoded.IsSignedBy(new NoteKey("example.com/a", NoteSignatureType.Ed25519, log.Key.Public)));
    }

    [Fact]
    public void RefusesANoteInWhichAKnownKeysSecondSignatureFails()
    {
        var note = SignedNote.Sign("text\n", "example.com/a", log.Key);
        var spoiled = note.With(SignedNote.Sign("other\n", "example.com/a", log.Key).Signatures[0]);

        Assert.False(spoiled.IsSignedBy(new NoteKey("example.com/a", NoteSignatureType.Ed25519, log.Key.Public)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u3000b")]
    [InlineData("a\nb")]
    public void RefusesKeyNamesThatALineCannotHold(string name) =>
        Assert.Throws<ArgumentException>(() => new NoteKey(name, NoteSignatureType.Ed25519, log.Key.Public));

    [Fact]
    public void RoundTripsVerifierKeysAndRefusesAnotherId()
    {
        var key = new NoteKey("example.com/a", NoteSignatureType.Cosignature, log.Key.Public);

        Assert.True(NoteKey.TryParse(key.ToText(), out var parsed));
        Assert.Equal(key, parsed);
        var id = $"{key.Id:x8}";
        Assert.False(NoteKey.TryParse(key.ToText().Replace(id, "00000000", StringComparison.Ordinal), out _));
        Assert.False(NoteKey.TryParse(key.ToText() + "=", out _));
        Assert.False(NoteKey.TryParse("example.com/a", out _));
    }
}
