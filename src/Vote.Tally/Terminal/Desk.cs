using Spectre.Console;
using Vote.Canonical;
using Vote.Tally.Record;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold;

namespace Vote.Tally.Terminal;

/// <summary>What a command works at: where data and talk go, which language is read, who can be asked for a passphrase.</summary>
internal sealed record Desk
{
    /// <summary>For data. Standard output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>For talk. Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The language of the talk.</summary>
    public Language Language { get; init; } = Language.Japanese;

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads one key without showing it; null where nobody sits at a terminal.</summary>
    public Func<ConsoleKeyInfo>? Keyboard { get; init; }

    /// <summary>Where bars can be drawn; null where lines must do.</summary>
    public IAnsiConsole? Screen { get; init; }

    /// <summary>Tells the person something.</summary>
    public void Say(Phrase phrase, params ReadOnlySpan<object> arguments) => Error.WriteLine(phrase.In(Language, arguments));

    /// <summary>The sentence in this desk's language, for data that people read.</summary>
    public string Text(Phrase phrase, params ReadOnlySpan<object> arguments) => phrase.In(Language, arguments);

    /// <summary>A text of the manifest in this desk's language, or in Japanese, which is always there.</summary>
    public string Text(LocalizedText text) => text[Language == Language.Japanese ? "ja" : "en"];

    /// <summary>A digest as words to read aloud: in kana for Japanese, in Latin letters otherwise.</summary>
    public string Words(Digest digest) =>
        string.Join(' ', Language == Language.Japanese ? FingerprintWords.KanaFor(digest) : FingerprintWords.Of(digest));

    /// <summary>Does a long work and shows how far it is.</summary>
    public Task<T> WatchAsync<T>(Func<WorkMonitor, Task<T>> work, CancellationToken cancellationToken) => Screen is null
        ? work(new WorkMonitor(new TextProgress(Error, Language, Clock), cancellationToken))
        : BarProgress.WatchAsync(Screen, Language, progress => work(new WorkMonitor(progress, cancellationToken)));
}
