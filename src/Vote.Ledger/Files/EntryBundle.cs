using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Vote.Ledger.Files;

/// <summary>Entries one after another, each behind its length in two bytes, big-endian. C2SP tlog-tiles</summary>
public static class EntryBundle
{
    /// <summary>Joins entries, none longer than 65,535 bytes.</summary>
    public static byte[] Encode(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        var content = new byte[entries.Sum(entry => 2L + entry.Length)];
        var rest = content.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)entry.Length));
            entry.Span.CopyTo(rest[2..]);
            rest = rest[(2 + entry.Length)..];
        }

        return content;
    }

    /// <summary>Takes the bytes apart; they must end with an entry.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> content, [NotNullWhen(true)] out IReadOnlyList<ReadOnlyMemory<byte>>? entries)
    {
        entries = null;
        List<ReadOnlyMemory<byte>> found = [];
        for (var rest = content; !rest.IsEmpty;)
        {
            var length = rest.Length < 2 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (rest.Length - 2 < length)
            {
                return false;
            }

            found.Add(rest.Slice(2, length));
            rest = rest[(2 + length)..];
        }

        entries = found;
        return true;
    }
}
