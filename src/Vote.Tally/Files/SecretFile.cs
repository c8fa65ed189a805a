using Vote.Crypto.Threshold;
using Vote.Tally.Terminal;

namespace Vote.Tally.Files;

/// <summary>Secrets on the disk: sealed under a passphrase, readable by their owner only.</summary>
internal static class SecretFile
{
    private const long MaximumBytes = 2 * SealedSecretFile.MaximumSecretLength;

    /// <summary>Seals a secret into a new file. The caller wipes its copy.</summary>
    public static void Create(string path, string label, ReadOnlySpan<byte> secret, Passphrase passphrase) =>
        OutputFile.CreatePrivate(path, SealedSecretFile.Seal(new SecretLabel(label), secret, passphrase.Characters).Encode());

    /// <summary>Opens a secret of this kind. The caller wipes it.</summary>
    public static byte[] Open(string path, string label, Passphrase passphrase)
    {
        if (!SealedSecretFile.TryDecode(InputFile.Read(path, MaximumBytes), out var file) || file.Label.Value != label)
        {
            throw Stop.CouldNotRun(Texts.SecretOfAnotherKind, path, label);
        }

        return file.TryOpen(passphrase.Characters, out var secret) ? secret : throw Stop.CouldNotRun(Texts.PassphraseWrong, path);
    }
}
