using System.CommandLine;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>Options that several commands share, so that they look the same everywhere.</summary>
internal static class Options
{
    public static Option<string> Required(Desk desk, string name, Phrase description) =>
        new(name) { Description = desk.Text(description), Required = true };

    public static Option<string?> Optional(Desk desk, string name, Phrase description) =>
        new(name) { Description = desk.Text(description) };

    public static Option<string?> PassphraseFile(Desk desk) => Optional(desk, "--passphrase-file", Texts.PassphraseFileOption);

    public static Option<bool> Json(Desk desk) => new("--json") { Description = desk.Text(Texts.JsonOption) };

    public static Argument<string> Path(Desk desk, string name, Phrase description) => new(name) { Description = desk.Text(description) };
}
