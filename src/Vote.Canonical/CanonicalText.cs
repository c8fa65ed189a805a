using System.Buffers;
using System.Text;

namespace Vote.Canonical;

/// <summary>
/// Strings as RFC 8785 §3.2.2.2 writes them. The platform's writer also escapes what may stand as it is, so it cannot serve.
/// </summary>
internal static class CanonicalText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    /// <exception cref="ArgumentException">An unpaired surrogate.</exception>
    internal static void RequireWellFormed(string value) => _ = StrictUtf8.GetByteCount(value);

    internal static void Write(ReadOnlySpan<char> value, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (value.IndexOfAny(Escaped) is var next and >= 0)
        {
            StrictUtf8.GetBytes(value[..next], output);
            WriteEscape(value[next], output);
            value = value[(next + 1)..];
        }

        StrictUtf8.GetBytes(value, output);
        output.Write("\""u8);
    }

    private static void WriteEscape(char character, IBufferWriter<byte> output)
    {
        switch (character)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\b': output.Write("\\b"u8); break;
            case '\t': output.Write("\\t"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\f': output.Write("\\f"u8); break;
            case '\r': output.Write("\\r"u8); break;
            default: output.Write(Encoding.ASCII.GetBytes($"\\u{(int)character:x4}")); break;
        }
    }
}
