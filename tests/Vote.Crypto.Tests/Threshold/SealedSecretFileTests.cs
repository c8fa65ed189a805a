using System.Security.Cryptography;
using Vote.Crypto.Threshold;
using Vote.Testing;

namespace Vote.Crypto.Tests.Threshold;

public sealed class SealedSecretFileTests
{
    private static readonly SecretLabel Label = new("trustee");

    [Fact]
    public void OpensWithItsPassphraseOnly()
    {
        var secret = RandomNumberGenerator.GetBytes(100);
        Assert.True(SealedSecretFile.TryDecode(SealedSecretFile.Seal(Label, secret, "つくばの夜明け").Encode(), out var file));
        Assert.Equal(Label, file.Label);
        Assert.True(file.TryOpen("つくばの夜明け", out var opened));
        Assert.Equal(secret, opened);
        Assert.False(file.TryOpen("つくばの夜明", out _));
    }

    [Fact]
    public void RefusesAnyChange()
    {
        var honest = SealedSecretFile.Seal(Label, [1, 2, 3], "p");
        Assert.True(Vote.Canonical.CanonicalValue.TryParse(honest.Encode(), out var value));
        var decodable = 0;
        foreach (var changed in Tamper.EveryLeaf(value))
        {
            if (SealedSecretFile.TryDecode(changed.Encode(), out var file))
            {
                decodable++;
                Assert.False(file.TryOpen("p", out _));
            }
        }

        Assert.Equal(4, decodable); // ciphertext, iterations, nonce, salt; the others have one value each, and a label has no capitals
    }

    [Fact]
    public void RefusesAnotherLabel()
    {
        var text = System.Text.Encoding.UTF8.GetString(SealedSecretFile.Seal(Label, [1, 2, 3], "p").Encode());
        var relabelled = System.Text.Encoding.UTF8.GetBytes(text.Replace("trustee", "officer", StringComparison.Ordinal));
        Assert.True(SealedSecretFile.TryDecode(relabelled, out var file));
        Assert.False(file.TryOpen("p", out _));
    }

    [Fact]
    public void SealsTheSameSecretDifferentlyEachTime() =>
        Assert.NotEqual(SealedSecretFile.Seal(Label, [1], "p").Encode(), SealedSecretFile.Seal(Label, [1], "p").Encode());

    [Fact]
    public void RefusesFewerOrAbsurdlyManyRounds()
    {
        var text = System.Text.Encoding.UTF8.GetString(SealedSecretFile.Seal(Label, [1], "p").Encode());
        foreach (var rounds in new[] { "1", "599999", "10000001", "600000.0" })
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text.Replace("600000", rounds, StringComparison.Ordinal));
            Assert.False(SealedSecretFile.TryDecode(bytes, out _));
        }
    }

    [Fact]
    public void RefusesAnEmptyPassphrase() =>
        Assert.Throws<ArgumentException>(() => SealedSecretFile.Seal(Label, [1], ""));

    [Fact]
    public void DecodesNothingButItsOwnEncodingUnderMutation()
    {
        var random = new Mutator(12);
        var honest = SealedSecretFile.Seal(Label, [1, 2, 3], "p").Encode();
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = random.Mutate(honest);
            Assert.True(!SealedSecretFile.TryDecode(bytes, out var file) || bytes.AsSpan().SequenceEqual(file.Encode()));
        }
    }
}
