using System.CommandLine;
using Vote.Canonical;
using Vote.Identity.Roll;
using Vote.Identity.Slots;
using Vote.Tally.Files;
using Vote.Tally.Rolls;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`roll new` and `roll check`: the slots behind which the roll's people vote. spec/identity §8</summary>
internal static class RollCommand
{
    private const long MaximumBytes = 1L << 30;

    public static Command Build(Desk desk) => new("roll", desk.Text(Texts.Roll)) { BuildNew(desk), BuildCheck(desk) };

    private static Command BuildNew(Desk desk)
    {
        var rows = Options.Required(desk, "--rows", Texts.RollRows);
        var outFolder = Options.Required(desk, "--out", Texts.RollFolder);
        var (passphraseFile, json) = (Options.PassphraseFile(desk), Options.Json(desk));
        return new Command("new", desk.Text(Texts.RollNew)) { rows, outFolder, passphraseFile, json }.Does(desk, (parsed, _) =>
        {
            var roll = ReadRoll(parsed.GetRequiredValue(rows));
            var folder = new RegistrarFolder(parsed.GetRequiredValue(outFolder));
            using var passphrase = Passphrase.Choose(desk, parsed.GetValue(passphraseFile));
            Show(desk, folder.Create(roll, passphrase), parsed.GetValue(json));
            desk.Say(Texts.Written, folder.Slots);
            return ExitCode.Done;
        });
    }

    private static Command BuildCheck(Desk desk)
    {
        var dir = Options.Required(desk, "--dir", Texts.RollFolder);
        var (passphraseFile, json) = (Options.PassphraseFile(desk), Options.Json(desk));
        return new Command("check", desk.Text(Texts.RollCheck)) { dir, passphraseFile, json }.Does(desk, (parsed, _) =>
        {
            using var passphrase = Passphrase.Ask(desk, parsed.GetValue(passphraseFile), parsed.GetRequiredValue(dir));
            Show(desk, new RegistrarFolder(parsed.GetRequiredValue(dir)).Check(passphrase), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    private static ElectoralRoll ReadRoll(string path)
    {
        if (Path.GetExtension(path) == ".json")
        {
            return ElectoralRoll.TryDecode(InputFile.Read(path, MaximumBytes), out var canonical) ? canonical : throw Stop.Rejected(Texts.FileMalformed, path, "spec/identity §7");
        }

        return RollSource.TryParseCsv(InputFile.ReadText(path, MaximumBytes), out var roll, out var mistake)
            ? roll
            : throw Stop.Rejected(Texts.FileMalformed, path, mistake);
    }

    private static void Show(Desk desk, SlotList list, bool json) => desk.Output.WriteLine(json
        ? JsonLine.Of(CanonicalObject.Of(("count", CanonicalValue.Number(list.Count)), ("hash", CanonicalValue.Text(list.Hash.ToHex()))))
        : desk.Text(Texts.RollShown, list.Count, list.Hash.ToHex(), desk.Words(list.Hash)));
}
