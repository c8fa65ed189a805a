using System.Globalization;
using System.Text;

namespace Vote.Identity.Roll;

/// <summary>
/// Normalization Form KC of Unicode 14.0.0 (UAX #15). Own, because the platform's <c>Normalize</c> does nothing under
/// invariant globalization, and because a roll must match alike on every machine, whatever version of ICU it has.
/// spec/identity §6 (1), docs/adr/0003
/// </summary>
internal static class Nfkc
{
    private const string Data = "Vote.Identity.Roll.unicode.nfkc-14.0.0.txt";

    // Hangul syllables compose by arithmetic. Unicode 14.0.0 §3.12
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<int, int> Classes = [];
    private static readonly Dictionary<(int First, int Second), int> Composites = [];

    static Nfkc()
    {
        using var stream = typeof(Nfkc).Assembly.GetManifestResourceStream(Data)!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            ReadLine(line);
        }
    }

    /// <summary>The normal form of well-formed text. Characters unknown to Unicode 14.0.0 stay as they are.</summary>
    public static string Normalize(string text)
    {
        List<int> codes = [];
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, codes);
        }

        Reorder(codes);
        var composed = new StringBuilder(text.Length);
        foreach (var code in Compose(codes))
        {
            composed.Append(new Rune(code));
        }

        return composed.ToString();
    }

    private static void Decompose(int code, List<int> output)
    {
        if (Decompositions.TryGetValue(code, out var parts))
        {
            output.AddRange(parts);
        }
        else if (code - SyllableBase is var syllable and >= 0 and < SyllableCount)
        {
            output.Add(LeadBase + (syllable / (VowelCount * TailCount)));
            output.Add(VowelBase + (syllable % (VowelCount * TailCount) / TailCount));
            if (syllable % TailCount is var tail and > 0)
            {
                output.Add(TailBase + tail);
            }
        }
        else
        {
            output.Add(code);
        }
    }

    // Canonical ordering: within a run of marks, by class, keeping the order of equals.
    private static void Reorder(List<int> codes)
    {
        for (var i = 1; i < codes.Count; i++)
        {
            var code = codes[i];
            var mark = ClassOf(code);
            var at = i;
            while (mark > 0 && at > 0 && ClassOf(codes[at - 1]) > mark)
            {
                codes[at] = codes[at - 1];
                at--;
            }

            codes[at] = code;
        }
    }

    private static List<int> Compose(List<int> codes)
    {
        List<int> output = [];
        var starter = -1;
        var last = 0;
        foreach (var code in codes)
        {
            var mark = ClassOf(code);

            // Nothing between starter and mark, or only marks of lower classes: the pair may combine.
            if (starter >= 0 && (starter == output.Count - 1 || last < mark) && TryCompose(output[starter], code) is { } composite)
            {
                output[starter] = composite;
                continue;
            }

            starter = mark == 0 ? output.Count : starter;
            last = mark;
            output.Add(code);
        }

        return output;
    }

    private static int? TryCompose(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
        {
            return SyllableBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
        }

        if (first is >= SyllableBase and < SyllableBase + SyllableCount && (first - SyllableBase) % TailCount == 0
            && second is > TailBase and < TailBase + TailCount)
        {
            return first + second - TailBase;
        }

        return Composites.TryGetValue((first, second), out var composite) ? composite : null;
    }

    private static int ClassOf(int code) => Classes.GetValueOrDefault(code);

    // The format is described in unicode/make.py, which wrote the file.
    private static void ReadLine(string line)
    {
        var fields = line[1..].Split(['=', '-', '+'], StringSplitOptions.TrimEntries);
        switch (line[0])
        {
            case 'd':
                Decompositions.Add(Hex(fields[0]), [.. fields[1].Split(' ').Select(Hex)]);
                break;
            case 'k':
                for (var code = Hex(fields[0]); code <= Hex(fields[1]); code++)
                {
                    Classes.Add(code, int.Parse(fields[2], CultureInfo.InvariantCulture));
                }

                break;
            case 'c':
                Composites.Add((Hex(fields[0]), Hex(fields[1])), Hex(fields[2]));
                break;
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
