using System.Security.Cryptography;
using Vote.Canonical;
using Vote.Identity.Roll;
using Vote.Identity.Slots;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Rolls;

/// <summary>The registrar's folder: roll, slot book and sealed key, all private, and the slot list, the only public file.</summary>
internal sealed class RegistrarFolder(string path)
{
    private const string KeyLabel = "tag-key";

    /// <summary>A roll of a city fits; a device does not.</summary>
    private const long MaximumBytes = 1L << 30;

    private string Roll => Path.Combine(path, "roll.json");

    private string Book => Path.Combine(path, "slot-book.json");

    private string Key => Path.Combine(path, "tag-key.sealed");

    /// <summary>The public slot list.</summary>
    public string Slots => Path.Combine(path, "slots.json");

    /// <summary>Draws key and slots for a roll and writes all four files.</summary>
    public SlotList Create(ElectoralRoll roll, Passphrase passphrase)
    {
        Array.ForEach([Roll, Book, Key, Slots], OutputFile.RequireFree);
        using var key = TagKey.Draw();
        var book = SlotBook.Draw(roll, key);
        var list = book.TryPublish(key, out var published) ? published : throw new System.Diagnostics.UnreachableException();
        var secret = key.Export();
        SecretFile.Create(Key, KeyLabel, secret, passphrase);
        CryptographicOperations.ZeroMemory(secret);
        OutputFile.CreatePrivate(Roll, roll.Encode());
        OutputFile.CreatePrivate(Book, book.Encode());
        OutputFile.Create(Slots, list.ToCanonical().Encode());
        return list;
    }

    /// <summary>The slot list, after every file was checked against the others.</summary>
    public SlotList Check(Passphrase passphrase)
    {
        var roll = ElectoralRoll.TryDecode(InputFile.Read(Roll, MaximumBytes), out var rows) ? rows : throw Malformed(Roll);
        var book = SlotBook.TryDecode(InputFile.Read(Book, MaximumBytes), out var assignments) ? assignments : throw Malformed(Book);
        var list = ReadSlots(Slots);
        using var key = OpenKey(passphrase);
        if (!roll.Rows.Select(row => row.Id).ToHashSet().SetEquals(book.Assignments.Select(assignment => assignment.Row)))
        {
            throw Stop.Rejected(Texts.RollDiffers, Book);
        }

        return book.TryPublish(key, out var published) && published.Hash == list.Hash ? list : throw Stop.Rejected(Texts.RollDiffers, Slots);
    }

    /// <summary>Reads a public slot list.</summary>
    public static SlotList ReadSlots(string file) =>
        CanonicalValue.TryParse(InputFile.Read(file, MaximumBytes), out var value) && SlotList.TryRead(value, out var list)
            ? list
            : throw Malformed(file);

    private TagKey OpenKey(Passphrase passphrase)
    {
        var secret = SecretFile.Open(Key, KeyLabel, passphrase);
        try
        {
            return TagKey.TryImport(secret, out var key) ? key : throw Malformed(Key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static Stop Malformed(string file) => Stop.Rejected(Texts.FileMalformed, file, "canonical JSON");
}
