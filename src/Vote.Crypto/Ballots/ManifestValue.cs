using System.Diagnostics.CodeAnalysis;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Crypto.Group;

namespace Vote.Crypto.Ballots;

/// <summary>Reads a text as a <typeparamref name="T"/>; false when it spells none.</summary>
internal delegate bool TextParser<T>(string text, [NotNullWhen(true)] out T? value);

/// <summary>
/// A value of a manifest and where it stands. What is wrong is noted, with the place, and a harmless stand-in returned, so that all
/// problems of a manifest are found in one reading. Only when none was noted may what was read be used.
/// </summary>
/// <param name="value">The value; null when it is missing, which was noted already.</param>
/// <param name="path">Where it stands.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ManifestValue(CanonicalValue? value, string path, List<ManifestProblem> problems)
{
    private const string StandInText = "-";

    private static readonly SignatureKey StandInKey =
        SignatureKey.TryDecode(Point.Generator.Encode(), out var key) ? key : throw new InvalidOperationException();

    private CanonicalObject? Fields => value as CanonicalObject;

    /// <summary>The field of an object whose fields <see cref="Expect"/> has checked.</summary>
    public ManifestValue this[string name] =>
        new(Fields is { } fields && fields.TryGet(name, out var field) ? field : null, Join(name), problems);

    /// <summary>Whether this is a certain text; notes nothing.</summary>
    public bool IsText(string text) => value is CanonicalString found && found.Value == text;

    /// <summary>Says that this is an object with exactly these fields.</summary>
    public ManifestValue Expect(params ReadOnlySpan<string> names)
    {
        if (As<CanonicalObject>() is not { } fields)
        {
            return this;
        }

        foreach (var name in names)
        {
            if (!fields.TryGet(name, out _))
            {
                problems.Add(new(Join(name), ManifestRule.Missing, "the field is required"));
            }
        }

        foreach (var name in fields.Names)
        {
            if (!names.Contains(name))
            {
                problems.Add(new(Join(name), ManifestRule.Unknown, "no such field"));
            }
        }

        return this;
    }

    /// <summary>The items of an array of minimum … maximum items, each read with its place from 1.</summary>
    public IReadOnlyList<T> Items<T>(int minimum, int maximum, Func<ManifestValue, int, T> read)
    {
        if (As<CanonicalArray>() is not { } array)
        {
            return [];
        }

        if (array.Items.Count < minimum || array.Items.Count > maximum)
        {
            Note(ManifestRule.OutOfRange, $"{minimum} to {maximum} items");
            return [];
        }

        return [.. array.Items.Select((item, i) => read(new(item, $"{path}[{i + 1}]", problems), i + 1))];
    }

    /// <summary>An integer between two bounds, both allowed.</summary>
    public long Integer(long minimum, long maximum)
    {
        var number = As<CanonicalInteger>()?.Value ?? minimum;
        return Check(number >= minimum && number <= maximum, ManifestRule.OutOfRange, $"{minimum} to {maximum}") ? number : minimum;
    }

    /// <summary>An <see cref="int"/> between two bounds, both allowed.</summary>
    public int Count(int minimum, int maximum) => (int)Integer(minimum, maximum);

    /// <summary>True or false.</summary>
    public bool Truth() => As<CanonicalBoolean>()?.Value ?? false;

    /// <summary>A string that is not empty.</summary>
    public string Name() => Parse<string>(IsNamed, StandInText, "a text that is not empty");

    /// <summary>One of a few words.</summary>
    public string Word(params ReadOnlySpan<string> words)
    {
        var text = As<CanonicalString>()?.Value ?? words[0];
        return Check(words.Contains(text), ManifestRule.Malformed, string.Join(" or ", words!)) ? text : words[0];
    }

    /// <summary>A text that a parser reads.</summary>
    public T Parse<T>(TextParser<T> parser, T standIn, string expected)
    {
        if (As<CanonicalString>() is not { } text)
        {
            return standIn;
        }

        return Check(parser(text.Value, out var parsed), ManifestRule.Malformed, expected) ? parsed! : standIn;
    }

    /// <summary>Bytes that a decoder reads.</summary>
    public T Decode<T>(FieldDecoder<T> decoder, T standIn, string expected)
        where T : class =>
        Parse((string text, [NotNullWhen(true)] out T? decoded) =>
        {
            decoded = null;
            return Base64Url.TryDecode(text, out var bytes) && decoder(bytes, out decoded);
        }, standIn, expected);

    /// <summary>32 bytes.</summary>
    public Digest Hash() => Decode(Digest.TryDecode, Digest.Zero, "32 bytes");

    /// <summary>A key for ECDSA.</summary>
    public SignatureKey Key() => Decode(SignatureKey.TryDecode, StandInKey, "an element of 33 bytes");

    /// <summary>An element.</summary>
    public Point Element() => Decode(Point.TryDecode, Point.Generator, "an element of 33 bytes");

    /// <summary>An object from language tag to text.</summary>
    public LocalizedText Localized()
    {
        if (As<CanonicalObject>() is not { } texts)
        {
            return LocalizedText.InJapanese(StandInText);
        }

        if (!texts.TryGet(LocalizedText.Japanese, out _))
        {
            problems.Add(new(Join(LocalizedText.Japanese), ManifestRule.Missing, "every text is there in Japanese"));
        }

        var read = texts.Names.Select(language => KeyValuePair.Create(language, this[language].InLanguage(language))).ToArray();
        return LocalizedText.TryCreate(read, out var localized) ? localized : LocalizedText.InJapanese(StandInText);
    }

    /// <summary>Notes a problem of this value unless the condition holds.</summary>
    public bool Check(bool condition, ManifestRule rule, string expected)
    {
        if (!condition)
        {
            Note(rule, expected);
        }

        return condition;
    }

    private string InLanguage(string language)
    {
        Check(LocalizedText.IsLanguage(language), ManifestRule.Malformed, "a language tag");
        return Name();
    }

    private static bool IsNamed(string text, [NotNullWhen(true)] out string? name)
    {
        name = text.Length > 0 ? text : null;
        return name is not null;
    }

    private T? As<T>()
        where T : CanonicalValue
    {
        if (value is not null and not T)
        {
            Note(ManifestRule.WrongType, $"{typeof(T).Name["Canonical".Length..].ToLowerInvariant()} expected");
        }

        return value as T;
    }

    private void Note(ManifestRule rule, string expected) => problems.Add(new(path, rule, expected));

    private string Join(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
