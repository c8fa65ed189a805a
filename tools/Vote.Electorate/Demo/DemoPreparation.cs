using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vote.Api.Ceremony;
using Vote.Api.Elections;
using Vote.Crypto.Ballots;
using Vote.Electorate.MainJob;
using Vote.Electorate.Residents;
using Vote.Identity.Roll;
using Vote.Identity.TestAuthority;

namespace Vote.Electorate.Demo;

/// <summary>
/// Lays an election down: keys, roll, ceremony, manifest and opening by the command line, then the folders of server and provider as
/// docs/server.md and docs/identity-provider.md say.
/// </summary>
/// <param name="folders">Where everything goes.</param>
/// <param name="addresses">Where things listen.</param>
/// <param name="narrator">Tells what happens.</param>
/// <param name="residentKeys">A folder of residents' keys that several runs share; the provider makes its own without it.</param>
internal sealed class DemoPreparation(DemoFolders folders, DemoAddresses addresses, Narrator narrator, string? residentKeys = null)
{
    private const int ResidentCount = 30;
    private const string ClientId = "tsukuba-vote";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prepares the demo of thirteen finalists and thirty residents, or nothing when it is there.</summary>
    public async Task RunAsync(string mode, CancellationToken cancellationToken)
    {
        if (File.Exists(folders.Ready))
        {
            narrator.Say($"  going on with the demo election in {folders.Root.FullName}");
            return;
        }

        var plan = new DemoPlan(TimeProvider.System.GetUtcNow().AddMinutes(-1), addresses.Server.Authority, mode);
        await RunAsync(plan, InventedResidents.Make("demo", ResidentCount), cancellationToken);
    }

    /// <summary>Prepares an election of these residents.</summary>
    public async Task<Manifest> RunAsync(IElectionPlan plan, IReadOnlyList<RollRow> residents, CancellationToken cancellationToken)
    {

        if (folders.Root.Exists)
        {
            folders.Root.Delete(recursive: true);
        }

        Directory.CreateDirectory(folders.ProviderData);
        using var jpki = TestJpki.OpenOrCreate(Path.Combine(folders.ProviderData, "jpki"), TimeProvider.System);
        var tally = new VoteTally(folders.People, cancellationToken);
        var manifest = await narrator.StageAsync(
            $"keys, roll of {residents.Count} residents, key ceremony of three trustees, manifest, opening", () => new Preparation(folders.People, tally, plan).RunAsync(residents, jpki));
        narrator.Say($"  election hash {manifest.Hash}");

        LayServerDown(jpki);
        await LayProviderDownAsync(residents, cancellationToken);
        await OpenAsync(manifest, jpki, cancellationToken);
        await File.WriteAllTextAsync(folders.Ready, $"{manifest.Hash}\n", cancellationToken);
        return manifest;
    }

    private void LayServerDown(TestJpki jpki)
    {
        var people = folders.People;
        foreach (var role in new[] { "registrar", "log", "accept" })
        {
            Copy(Preparation.SecretOf(people, role, role), Path.Combine(folders.Election, "keys"));
        }

        foreach (var file in Directory.EnumerateFiles(people.Registrar))
        {
            Copy(file, Path.Combine(folders.Election, "registrar"));
        }

        Copy(people.Manifest, folders.Election);
        Copy(people.Passphrase, Path.GetDirectoryName(folders.ServerConfiguration)!);
        var now = TimeProvider.System.GetUtcNow();
        var authorities = Directory.CreateDirectory(Path.Combine(folders.Election, "authorities")).FullName;
        foreach (var (name, authority) in new[] { ("signature", jpki.Signature), ("authentication", jpki.Authentication) })
        {
            File.WriteAllBytes(Path.Combine(authorities, name + ".cer"), authority.Certificate);
            File.WriteAllBytes(Path.Combine(authorities, name + ".crl"), authority.CreateRevocationList(now.AddHours(-1), now.AddDays(30)));
        }

        Write(folders.ServerConfiguration, new JsonObject
        {
            ["public"] = Origin(addresses.Server),
            ["listen"] = Origin(addresses.Server),
            ["data"] = "data",
            ["passphrase"] = Path.GetFileName(people.Passphrase),
            ["provider"] = new JsonObject { ["issuer"] = Origin(addresses.Provider), ["client_id"] = ClientId },
            ["elections"] = new JsonArray("election"),
        });
    }

    private async Task LayProviderDownAsync(IReadOnlyList<RollRow> residents, CancellationToken cancellationToken)
    {
        Write(folders.Residents, new JsonArray([.. residents.Select(resident => new JsonObject
        {
            ["name"] = resident.Person.Name.Value,
            ["birth_date"] = resident.Person.BirthDate.ToString(),
            ["address"] = resident.Person.Address.Value,
            ["sex"] = resident.Person.Sex.Code,
        })]));
        var provider = new JsonObject
        {
            ["issuer"] = Origin(addresses.Provider),
            ["listen"] = Origin(addresses.Provider),
            ["data"] = "data",
            ["residents"] = "residents.json",
            ["clients"] = new JsonArray(new JsonObject
            {
                ["client_id"] = ClientId,
                ["client_name"] = "つくば市インターネット投票（試験）",
                ["client_name#en"] = "Tsukuba Internet voting (test)",
                ["jwks"] = new JsonObject { ["keys"] = new JsonArray(JsonNode.Parse(await ClientKeyAsync(cancellationToken))) },
                ["redirect_uris"] = new JsonArray(Origin(addresses.Server) + "/sign-in/callback"),
                ["sector"] = addresses.Server.Host,
            }),
        };
        if (residentKeys is not null)
        {
            provider["keys"] = residentKeys;
        }

        Write(folders.ProviderConfiguration, provider);
    }

    /// <summary>The key under which the provider knows the server: the server itself makes and prints it.</summary>
    private async Task<string> ClientKeyAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Vote.Api.dll"), "client-key", "--config", folders.ServerConfiguration])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var key = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? key : throw new InvalidOperationException("The server did not tell its key.");
    }

    private async Task OpenAsync(Manifest manifest, TestJpki jpki, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var house = await ElectionHouse.OpenAsync(
            new ElectionSetup
            {
                Manifest = manifest,
                Folder = new(new(folders.State)),
                Keys = SealedKeys.ForServer(folders.People),
                Registrar = SealedKeys.ForRegistrar(folders.People, manifest.Slots.Hash),
                Trust = jpki.Trust(now.AddHours(-1), now.AddDays(30)),
                Clock = TimeProvider.System,
            },
            cancellationToken);
        var entry = folders.People.Entry("election-opened");
        var blob = File.Exists(entry + ".blob") ? await File.ReadAllBytesAsync(entry + ".blob", cancellationToken) : [];
        if (await house.Entries.AcceptAsync(await File.ReadAllBytesAsync(entry, cancellationToken), blob, cancellationToken) is EntryResult.Refused(var reason, var detail))
        {
            throw new InvalidOperationException($"The opening was refused: {reason} {detail}");
        }

        await house.DrainAsync(cancellationToken);
    }

    private static void Copy(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private static void Write(string file, JsonNode content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content.ToJsonString(Readable));
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
