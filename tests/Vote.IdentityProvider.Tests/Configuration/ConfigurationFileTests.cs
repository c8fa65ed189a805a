using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Vote.Identity.Persons;
using Vote.IdentityProvider.Configuration;
using Vote.IdentityProvider.Jose;
using Vote.IdentityProvider.Residents;

namespace Vote.IdentityProvider.Tests.Configuration;

/// <summary>The file of docs/identity-provider.md is read; a file that says something else is refused in words.</summary>
public sealed class ConfigurationFileTests : IDisposable
{
    private static readonly Overrides None = new(null, null, null, null);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("idp-config-");

    public ConfigurationFileTests() => WriteResidents("""[{"name":"佐藤　葵","birth_date":"1947-03-02","address":"つくば市","sex":"2"}]""");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void ReadsTheDocumentedFile()
    {
        var options = Load(Documented());
        var client = Assert.Single(options.Clients);
        Assert.Equal("http://localhost:5201", options.Issuer.Value);
        Assert.Equal(5201, options.Listen.Port);
        Assert.Equal(Path.Combine(folder.FullName, "data"), options.DataDirectory);
        Assert.Null(options.KeyDirectory);
        Assert.Equal("tsukuba-vote", client.ClientId);
        Assert.Equal(["http://localhost:5200/sign-in/callback"], client.RedirectUris);
        Assert.Equal("1947-03-02", Assert.Single(options.Residents).BirthDate.ToString());
    }

    [Fact]
    public void LetsTheCommandLineDecide()
    {
        var options = Load(Documented(), new Overrides("https://idp.example", "http://127.0.0.1:0", "elsewhere", null));
        Assert.Equal(("https://idp.example", 0, "elsewhere"), (options.Issuer.Value, options.Listen.Port, options.DataDirectory));
    }

    [Theory]
    [InlineData("issuer", "\"http://localhost:5201/\"")]
    [InlineData("issuer", "\"http://localhost:5201/path\"")]
    [InlineData("issuer", "\"http://idp.example\"")]
    [InlineData("issuer", "\"localhost\"")]
    [InlineData("issuer", "null")]
    [InlineData("listen", "\"https://localhost:5201\"")]
    [InlineData("listen", "5201")]
    [InlineData("clients", "[]")]
    [InlineData("residents", "\"missing-member\"", "clients")]
    [InlineData("unknown", "1")]
    public void RefusesAWrongMember(string name, string json, string? without = null)
    {
        var file = Documented();
        file[name] = JsonNode.Parse(json);
        file.Remove(without ?? "");
        Assert.Throws<InvalidDataException>(() => Load(file));
    }

    [Theory]
    [InlineData("redirect_uris", "[]")]
    [InlineData("redirect_uris", """["http://client.example/callback"]""")]
    [InlineData("redirect_uris", """["https://client.example/callback#part"]""")]
    [InlineData("redirect_uris", """["/callback"]""")]
    [InlineData("jwks", """{"keys":[]}""")]
    [InlineData("jwks", """{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("jwks", """{"keys":[{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}]}""")]
    [InlineData("client_secret", "\"secret\"")]
    public void RefusesAWrongClient(string name, string json)
    {
        var file = Documented();
        file["clients"]![0]![name] = JsonNode.Parse(json);
        Assert.Throws<InvalidDataException>(() => Load(file));
    }

    [Fact]
    public void RefusesAClientTwice_AndAPrivateKey()
    {
        var twice = Documented();
        twice["clients"]!.AsArray().Add(twice["clients"]![0]!.DeepClone());
        Assert.Throws<InvalidDataException>(() => Load(twice));

        var secret = Documented();
        secret["clients"]![0]!["jwks"]!["keys"]![0]!["d"] = "AA";
        Assert.Throws<InvalidDataException>(() => Load(secret));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[{"name":"","birth_date":"1947-03-02","address":"つくば市","sex":"2"}]""")]
    [InlineData("""[{"name":"葵","birth_date":"1947-02-30","address":"つくば市","sex":"2"}]""")]
    [InlineData("""[{"name":"葵","birth_date":"1947-03-02","address":"つくば市","sex":"0"}]""")]
    [InlineData("""[{"name":"葵","birth_date":"1947-03-02","sex":"2"}]""")]
    [InlineData("""[{"name":"葵","birth_date":"1947-03-02","address":"つくば市","sex":"2","number":"123456789012"}]""")]
    public void RefusesAWrongListOfResidents(string json)
    {
        WriteResidents(json);
        Assert.Throws<InvalidDataException>(() => Load(Documented()));
    }

    [Fact]
    public void ReadsTheResidentsItWrites()
    {
        var file = Path.Combine(folder.FullName, "again.json");
        var before = Load(Documented()).Residents;
        ResidentsFile.Save(file, before);
        var after = ResidentsFile.Load(file);
        Assert.Equal(before.Select(Spelling), after.Select(Spelling));
    }

    private static string Spelling(IdentityAttributes one) => $"{one.Name.Value}/{one.BirthDate}/{one.Address.Value}/{one.Sex.Code}";

    /// <summary>The example of the document, its elided key filled in.</summary>
    private static JsonObject Documented()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", "identity-provider.md"));
        var example = JsonNode.Parse(Regex.Match(text, "```json\n(?<json>.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups["json"].Value)!.AsObject();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = example["clients"]![0]!["jwks"]!["keys"]![0]!;
        (jwk["x"], jwk["y"]) = (PublicJwk.Of(key).X, PublicJwk.Of(key).Y);
        return example;
    }

    private IdentityProviderOptions Load(JsonObject file, Overrides? overrides = null)
    {
        var path = Path.Combine(folder.FullName, "provider.json");
        File.WriteAllText(path, file.ToJsonString());
        return ConfigurationFile.Load(path, overrides ?? None);
    }

    private void WriteResidents(string json) => File.WriteAllText(Path.Combine(folder.FullName, "residents.json"), json);
}
