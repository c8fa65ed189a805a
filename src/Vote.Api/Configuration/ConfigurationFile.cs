using System.Text.Json;
using System.Text.Json.Serialization;
using Vote.Api.Elections;
using Vote.Api.SignIn;
using Vote.Crypto.Ballots;

namespace Vote.Api.Configuration;

/// <summary>What the command line may say instead of the file.</summary>
internal sealed record Overrides(string? PublicAddress, string? Listen, string? Client);

/// <summary>The configuration file of docs/server.md. Unknown members refuse it; relative paths start at its folder.</summary>
internal static class ConfigurationFile
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the file and everything it names.</summary>
    /// <exception cref="InvalidDataException">Something in them cannot be, in words for their author.</exception>
    public static ApiOptions Load(string path, Overrides overrides, TimeProvider clock)
    {
        var (file, folder) = Read(path);
        var data = Directory.CreateDirectory(Path.Combine(folder, file.Data));
        using var passphrase = Passphrase.Read(Path.Combine(folder, file.Passphrase));
        return new ApiOptions
        {
            PublicAddress = Address(overrides.PublicAddress ?? file.Public, "public"),
            Listen = Address(overrides.Listen ?? file.Listen, "listen"),
            SignIns = new(Path.Combine(data.FullName, "sign-ins.sqlite")),
            SessionKey = KeyFile.OpenOrCreate(Path.Combine(data.FullName, "session-key.pem")),
            Provider = new(Address(file.Provider.Issuer, "provider.issuer").GetLeftPart(UriPartial.Authority), file.Provider.ClientId, ClientKey(data)),
            Client = (overrides.Client ?? Joined(folder, file.Client)) is { } client ? new(client) : null,
            Postgres = ServerOf(file),
            Elections = [.. file.Elections.Select(
                election => ElectionFolder.Load(new(Path.Combine(folder, election)), passphrase, ServerOf(file), clock))],
            Clock = clock,
        };
    }

    /// <summary>The key under which the provider knows this server; made when there is none. docs/server.md</summary>
    public static TokenKey ClientKey(string path)
    {
        var (file, folder) = Read(path);
        return ClientKey(Directory.CreateDirectory(Path.Combine(folder, file.Data)));
    }

    /// <summary>The ids of the elections that the file names.</summary>
    public static IReadOnlyList<ElectionId> Elections(string path)
    {
        var (file, folder) = Read(path);
        return [.. file.Elections.Select(election => ElectionFolder.ReadManifest(new(Path.Combine(folder, election))).Id)];
    }

    /// <summary>Where the elections that the file names keep what the server writes, each with its id.</summary>
    public static IReadOnlyList<(ElectionId Id, HouseFolder Folder)> States(string path)
    {
        var (file, folder) = Read(path);
        return [.. file.Elections.Select(election => new DirectoryInfo(Path.Combine(folder, election)))
            .Select(election => (ElectionFolder.ReadManifest(election).Id, ElectionFolder.State(election)))];
    }

    private static PostgresServer? ServerOf(FileJson file) =>
        file.Postgres is { } postgres ? new(postgres.Entries, postgres.Checkpoint) : null;

    private static TokenKey ClientKey(DirectoryInfo data) => KeyFile.OpenOrCreate(Path.Combine(data.FullName, "client-key.pem"));

    private static string? Joined(string folder, string? path) => path is null ? null : Path.Combine(folder, path);

    private static (FileJson File, string Folder) Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<FileJson>(File.ReadAllBytes(path), Strict);
            return (file ?? throw new InvalidDataException($"{path} holds null"), Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    // Without TLS, nothing that a session needs leaves this machine.
    private static Uri Address(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || name == "listen")))
            ? address
            : throw new InvalidDataException($"{name}: scheme, host and port alone; https, or http on a loopback host, not '{text}'");

    private sealed record FileJson(
        string Public,
        string Listen,
        string Data,
        string Passphrase,
        ProviderJson Provider,
        IReadOnlyList<string> Elections,
        string? Client = null,
        PostgresJson? Postgres = null);

    private sealed record PostgresJson(string Entries, string Checkpoint);

    private sealed record ProviderJson(string Issuer, string ClientId);
}
