using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Vote.Canonical;
using Vote.Crypto.Ballots;
using Vote.Crypto.Threshold;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Files;
using Vote.Tally.Manifests;
using Vote.Tally.Rolls;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`manifest new` and `manifest check`. spec §3</summary>
internal static class ManifestCommand
{
    private const string PublicKeyFiles = "*.public.json";

    public static Command Build(Desk desk) => new("manifest", desk.Text(Texts.Manifest)) { BuildNew(desk), BuildCheck(desk) };

    /// <summary>Reads a manifest that other commands need; every broken rule is reported.</summary>
    public static Manifest Read(Desk desk, string path)
    {
        if (Manifest.TryDecode(InputFile.Read(path, Manifest.MaximumLength), out var manifest, out var problems))
        {
            return manifest;
        }

        Report(desk, problems);
        throw Stop.Rejected(Texts.ManifestWrong, problems.Count);
    }

    /// <summary>Reads a ceremony's record and its keys; a record that does not hold is refused.</summary>
    public static (CeremonyRecord Record, TrusteeKeys Keys) ReadCeremony(string path)
    {
        if (!CeremonyRecord.TryDecode(InputFile.Read(path, CeremonyRecord.MaximumLength), out var record))
        {
            throw Stop.Rejected(Texts.FileMalformed, path, "spec §5");
        }

        var report = record.Verify();
        return report.TryGetKeys(out var keys)
            ? (record, keys)
            : throw Stop.Rejected(Texts.CeremonyRefused, string.Join(Environment.NewLine, report.Faults));
    }

    private static Command BuildNew(Desk desk)
    {
        var source = Options.Required(desk, "--source", Texts.ManifestSource);
        var keys = new Option<string[]>("--keys") { Description = desk.Text(Texts.ManifestKeys), Required = true };
        var ceremony = Options.Required(desk, "--ceremony", Texts.ManifestCeremony);
        var slots = Options.Required(desk, "--slots", Texts.ManifestSlots);
        var authority = new Option<string[]>("--authority") { Description = desk.Text(Texts.ManifestAuthority), Required = true };
        var outFile = Options.Required(desk, "--out", Texts.OutFileOption);
        return new Command("new", desk.Text(Texts.ManifestNew)) { source, keys, ceremony, slots, authority, outFile }.Does(desk, (parsed, _) =>
        {
            var parts = new ManifestParts(
                [.. parsed.GetRequiredValue(keys).SelectMany(ReadKeys)],
                ReadCeremony(parsed.GetRequiredValue(ceremony)).Keys,
                RegistrarFolder.ReadSlots(parsed.GetRequiredValue(slots)),
                [.. parsed.GetRequiredValue(authority).Select(ReadAuthority)]);
            return New(desk, ReadSource(parsed.GetRequiredValue(source)), parts, parsed.GetRequiredValue(outFile));
        });
    }

    private static Command BuildCheck(Desk desk)
    {
        var (file, json) = (Options.Path(desk, "manifest", Texts.ManifestFile), Options.Json(desk));
        return new Command("check", desk.Text(Texts.ManifestCheck)) { file, json }.Does(desk, (parsed, _) =>
        {
            Show(desk, Read(desk, parsed.GetRequiredValue(file)), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    private static int New(Desk desk, ManifestSource source, ManifestParts parts, string outFile)
    {
        OutputFile.RequireFree(outFile);
        if (!Manifest.TryRead(ManifestComposer.Compose(source, parts), out var manifest, out var problems))
        {
            Report(desk, problems);
            throw Stop.Rejected(Texts.ManifestWrong, problems.Count);
        }

        OutputFile.Create(outFile, manifest.Encode());
        desk.Say(Texts.Written, outFile);
        Show(desk, manifest, json: false);
        return ExitCode.Done;
    }

    private static ManifestSource ReadSource(string path) =>
        ManifestSource.TryParse(InputFile.ReadText(path), out var source, out var mistake)
            ? source
            : throw Stop.Rejected(Texts.FileMalformed, path, mistake);

    private static IEnumerable<PublicKeyFile> ReadKeys(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, PublicKeyFiles) : throw Stop.CouldNotRun(Texts.FolderMissing, folder);
        return files.Order(StringComparer.Ordinal).Select(file =>
            PublicKeyFile.TryDecode(InputFile.Read(file), out var key) ? key : throw Stop.Rejected(Texts.FileMalformed, file, "public key"));
    }

    private static Digest ReadAuthority(string path)
    {
        var content = InputFile.Read(path);
        try
        {
            using var certificate = content.AsSpan().StartsWith("-----"u8)
                ? X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(content))
                : X509CertificateLoader.LoadCertificate(content);
            return Digest.Sha256(certificate.RawData);
        }
        catch (CryptographicException)
        {
            throw Stop.Rejected(Texts.FileMalformed, path, "X.509");
        }
    }

    private static void Report(Desk desk, IReadOnlyList<ManifestProblem> problems)
    {
        foreach (var (field, rule, detail) in problems)
        {
            desk.Say(Texts.ManifestProblem, field, rule, detail);
        }
    }

    private static void Show(Desk desk, Manifest manifest, bool json)
    {
        var report = new ManifestReport(manifest);
        desk.Output.WriteLine(json ? JsonLine.Of(report.ToCanonical()) : string.Join(Environment.NewLine, report.Lines(desk)));
    }
}
