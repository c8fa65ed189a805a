using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Vote.Tally.Files;

namespace Vote.Tally.Terminal;

/// <summary>A passphrase, wiped after use.</summary>
internal sealed class Passphrase : IDisposable
{
    /// <summary>Characters a new passphrase must have.</summary>
    public const int MinimumLength = 8;

    private const int MaximumBytes = 1024;

    private readonly char[] characters;

    private Passphrase(char[] characters) => this.characters = characters;

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Characters => characters;

    private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(Characters);

    /// <summary>The passphrase of something that is being sealed: from a file, or asked twice.</summary>
    public static Passphrase Choose(Desk desk, string? file)
    {
        if (file is not null)
        {
            return Checked(FromFile(file));
        }

        desk.Error.Write(desk.Text(Texts.PassphraseNew, MinimumLength));
        using var first = Checked(FromKeyboard(desk));
        desk.Error.Write(desk.Text(Texts.PassphraseAgain));
        var second = FromKeyboard(desk);
        if (CryptographicOperations.FixedTimeEquals(first.Bytes, second.Bytes))
        {
            return second;
        }

        second.Dispose();
        throw Stop.CouldNotRun(Texts.PassphrasesDiffer);
    }

    /// <summary>The passphrase of something sealed before: from a file, or asked once.</summary>
    public static Passphrase Ask(Desk desk, string? file, string what)
    {
        if (file is not null)
        {
            return FromFile(file);
        }

        desk.Error.Write(desk.Text(Texts.PassphraseOf, what));
        return FromKeyboard(desk);
    }

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(characters.AsSpan()));

    private static Passphrase Checked(Passphrase passphrase) =>
        passphrase.characters.Length >= MinimumLength
            ? passphrase
            : throw Stop.CouldNotRun(Texts.PassphraseShort, MinimumLength);

    private static Passphrase FromFile(string path)
    {
        var content = InputFile.Read(path, MaximumBytes);
        var line = Encoding.UTF8.GetChars(content.AsSpan().TrimEnd("\r\n"u8).ToArray());
        CryptographicOperations.ZeroMemory(content);
        return new Passphrase(line);
    }

    private static Passphrase FromKeyboard(Desk desk)
    {
        var keyboard = desk.Keyboard ?? throw Stop.CouldNotRun(Texts.PassphraseMissing);
        var typed = new List<char>();
        for (var key = keyboard(); key.Key != ConsoleKey.Enter; key = keyboard())
        {
            if (key.Key == ConsoleKey.Backspace && typed.Count > 0)
            {
                typed.RemoveAt(typed.Count - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Add(key.KeyChar);
            }
        }

        desk.Error.WriteLine();
        var passphrase = new Passphrase([.. typed]);
        CollectionsMarshal.AsSpan(typed).Clear();
        return passphrase;
    }
}
