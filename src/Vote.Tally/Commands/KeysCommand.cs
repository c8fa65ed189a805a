using System.CommandLine;
using Vote.Canonical;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`keys new` and `keys show`: the keys of officers, registrar, auditors, log and ballot box. spec §3.2</summary>
internal static class KeysCommand
{
    private static readonly string[] Roles = [.. Enum.GetValues<KeyRole>().Select(PublicKeyFile.NameOf)];

    public static Command Build(Desk desk) => new("keys", desk.Text(Texts.Keys)) { BuildNew(desk), BuildShow(desk) };

    private static Command BuildNew(Desk desk)
    {
        var role = Options.Required(desk, "--role", Texts.KeyRole);
        role.AcceptOnlyFromAmong(Roles);
        var name = Options.Required(desk, "--name", Texts.KeyName);
        var outFolder = Options.Required(desk, "--out", Texts.OutFolderOption);
        var passphrase = Options.PassphraseFile(desk);
        return new Command("new", desk.Text(Texts.KeysNew)) { role, name, outFolder, passphrase }.Does(desk, (parsed, _) =>
        {
            var known = PublicKeyFile.TryParseRole(parsed.GetRequiredValue(role), out var found) ? found.Value : default;
            return New(desk, known, parsed.GetRequiredValue(name), parsed.GetRequiredValue(outFolder), parsed.GetValue(passphrase));
        });
    }

    private static Command BuildShow(Desk desk)
    {
        var file = Options.Path(desk, "file", Texts.KeyFile);
        var json = Options.Json(desk);
        return new Command("show", desk.Text(Texts.KeysShow)) { file, json }.Does(desk, (parsed, _) =>
        {
            Show(desk, Read(parsed.GetRequiredValue(file)), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    private static int New(Desk desk, KeyRole role, string name, string folder, string? passphraseFile)
    {
        if (!PublicKeyFile.IsName(name))
        {
            throw Stop.CouldNotRun(Texts.KeyNameWrong, PublicKeyFile.MaximumNameLength);
        }

        var stem = Path.Combine(folder, $"{PublicKeyFile.NameOf(role)}-{FileStem(name)}");
        var (secretPath, publicPath) = ($"{stem}.sealed", $"{stem}.public.json");
        OutputFile.RequireFree(secretPath);
        OutputFile.RequireFree(publicPath);
        using var passphrase = Passphrase.Choose(desk, passphraseFile);
        var key = SecretKeyFile.Create(role, secretPath, passphrase);
        var file = PublicKeyFile.TryCreate(role, name, key, out var created) ? created : throw new System.Diagnostics.UnreachableException();
        OutputFile.Create(publicPath, file.Encode());
        desk.Say(Texts.Written, secretPath);
        desk.Say(Texts.Written, publicPath);
        Show(desk, file, json: false);
        return ExitCode.Done;
    }

    private static PublicKeyFile Read(string path) =>
        PublicKeyFile.TryDecode(InputFile.Read(path), out var file) ? file : throw Stop.Rejected(Texts.FileMalformed, path, "public key");

    private static void Show(Desk desk, PublicKeyFile file, bool json)
    {
        var words = desk.Words(file.Fingerprint());
        var (role, key, fingerprint) = (PublicKeyFile.NameOf(file.Role), Base64Url.Encode(file.Key), file.Fingerprint().ToHex());
        desk.Output.WriteLine(json
            ? JsonLine.Of(("fingerprint", fingerprint), ("key", key), ("name", file.Name), ("role", role), ("words", words))
            : desk.Text(Texts.KeyShown, role, file.Name, key, fingerprint, words));
        desk.Say(Texts.KeyReadAloud);
    }

    /// <summary>Letters and digits of the name; whatever else a name holds cannot lead a path anywhere.</summary>
    private static string FileStem(string name) =>
        string.Concat(name.Select(character => char.IsLetterOrDigit(character) ? character : '-'));
}
