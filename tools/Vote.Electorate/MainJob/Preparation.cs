using System.Globalization;
using Vote.Crypto.Ballots;
using Vote.Identity.Roll;
using Vote.Identity.TestAuthority;

namespace Vote.Electorate.MainJob;

/// <summary>
/// Everything before the opening, by the command line alone: keys of all offices, roll and slots, key ceremony of three trustees in three
/// processes and folders, manifest, opening entry signed by two officers.
/// </summary>
internal sealed class Preparation(JobFolders folders, VoteTally tally, IElectionPlan plan)
{
    /// <summary>Number of trustees, and how many of them decrypt.</summary>
    public const int Trustees = 3;

    /// <inheritdoc cref="Trustees"/>
    public const int Threshold = 2;

    private static readonly (string Role, string Name)[] Offices =
    [
        ("officer", "officer-1"), ("officer", "officer-2"), ("registrar", "registrar"), ("log", "log"), ("accept", "accept"),
        ("auditor", "auditor-1"), ("auditor", "auditor-2"), ("auditor", "auditor-3"),
    ];

    /// <summary>The sealed secret of an office: <c>role-name.sealed</c>.</summary>
    public static string SecretOf(JobFolders folders, string role, string name) => Path.Combine(folders.Keys, $"{role}-{name}.sealed");

    /// <summary>Prepares the election up to the signed opening entry.</summary>
    public async Task<Manifest> RunAsync(IReadOnlyList<RollRow> roll, TestJpki jpki)
    {
        folders.Create();
        await File.WriteAllTextAsync(folders.Passphrase, "rehearsal only\n");
        foreach (var (role, name) in Offices)
        {
            await tally.RunSealedAsync("keys", "new", "--role", role, "--name", name, "--out", folders.Keys);
        }

        var rows = Path.Combine(folders.Public, "roll.json");
        await File.WriteAllBytesAsync(rows, new ElectoralRoll(roll).Encode());
        await tally.RunSealedAsync("roll", "new", "--rows", rows, "--out", folders.Registrar);
        File.Delete(rows);

        await HoldCeremonyAsync();
        await MakeManifestAsync(jpki);
        await OpenAsync();
        return Manifest.TryDecode(await File.ReadAllBytesAsync(folders.Manifest), out var manifest, out _)
            ? manifest
            : throw new InvalidOperationException("manifest new wrote no manifest.");
    }

    /// <summary>Two officers sign an entry, one after the other.</summary>
    public static async Task SignTwiceAsync(VoteTally tally, JobFolders folders, string name, params string[] source)
    {
        var once = Path.Combine(folders.Entries, name + ".signed-once");
        await tally.RunSealedAsync(["sign", folders.Entry(name + "-proposed"), "--key", SecretOf(folders, "officer", "officer-1"), "--out", once, .. source]);
        await tally.RunSealedAsync(["sign", once, "--key", SecretOf(folders, "officer", "officer-2"), "--out", folders.Entry(name), .. source]);
    }

    private async Task HoldCeremonyAsync()
    {
        string[] all = [.. Enumerable.Range(1, Trustees).Select(trustee => trustee.ToString(CultureInfo.InvariantCulture))];
        foreach (var trustee in all)
        {
            await tally.RunSealedAsync(
                "ceremony", "init", "--dir", folders.Trustee(int.Parse(trustee, CultureInfo.InvariantCulture)), "--out", folders.Exchange,
                "--name", $"trustee {trustee}", "--trustee", trustee, "--trustees", $"{Trustees}", "--threshold", $"{Threshold}");
        }

        foreach (var step in new[] { "commit", "reveal", "share", "confirm" })
        {
            for (var trustee = 1; trustee <= Trustees; trustee++)
            {
                await tally.RunSealedAsync(
                    "ceremony", step, "--dir", folders.Trustee(trustee), "--in", folders.Exchange, "--out", folders.Exchange);
            }
        }

        await tally.RunAsync("ceremony", "finish", "--in", folders.Exchange, "--out", folders.Ceremony);
    }

    private async Task MakeManifestAsync(TestJpki jpki)
    {
        var source = Path.Combine(folders.Public, "manifest.yaml");
        var signature = Path.Combine(folders.Public, "jpki-test-signature.der");
        var authentication = Path.Combine(folders.Public, "jpki-test-authentication.der");
        await File.WriteAllTextAsync(source, plan.ToYaml());
        await File.WriteAllBytesAsync(signature, jpki.Signature.Certificate);
        await File.WriteAllBytesAsync(authentication, jpki.Authentication.Certificate);
        await tally.RunAsync(
            "manifest", "new", "--source", source, "--keys", folders.Keys, "--ceremony", folders.Ceremony, "--slots", folders.Slots,
            "--authority", signature, "--authority", authentication, "--out", folders.Manifest);
        await tally.RunAsync("manifest", "check", folders.Manifest);
    }

    private async Task OpenAsync()
    {
        string[] source = ["--manifest", folders.Manifest, "--ceremony", folders.Ceremony, "--slots", folders.Slots];
        await tally.RunAsync(["open", "propose", .. source, "--out", folders.Entry("election-opened-proposed")]);
        await SignTwiceAsync(tally, folders, "election-opened", source);
    }
}
