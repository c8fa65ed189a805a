using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vote.IdentityProvider.Tests.Discovery;

[Collection(ProviderGroup.Name)]
public sealed class DiscoveryTests(ProviderFixture provider)
{
    [Fact]
    public async Task SaysWhatThePinnedDocumentSays()
    {
        using var browser = provider.NewBrowser();
        var said = JsonNode.Parse(await browser.Http.GetStringAsync("/.well-known/openid-configuration"));
        var pinned = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Discovery", "openid-configuration.json")));
        Assert.True(JsonNode.DeepEquals(pinned, said), said!.ToJsonString());
    }

    [Fact]
    public async Task PublishesOnePublicKeyAndNothingSecret()
    {
        using var browser = provider.NewBrowser();
        var key = JsonElement.Parse(await browser.Http.GetStringAsync("/jwks")).GetProperty("keys").EnumerateArray().Single();
        Assert.Equal(["kty", "crv", "x", "y", "use", "alg", "kid"], key.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task KeepsAuthoritiesAsFilesToo()
    {
        using var browser = provider.NewBrowser();
        var published = JsonElement.Parse(await browser.Http.GetStringAsync("/jpki/authorities")).GetProperty("authorities");
        foreach (var one in published.EnumerateArray())
        {
            var kind = one.GetProperty("kind").GetString();
            AssertFile($"{kind}-ca.cer", one.GetProperty("certificate").GetString());
            AssertFile($"{kind}.crl", one.GetProperty("revocation_list").GetString());
        }
    }

    private void AssertFile(string name, string? expected) =>
        Assert.Equal(expected, Canonical.Base64Url.Encode(File.ReadAllBytes(Path.Combine(provider.DataDirectory, "jpki", name))));
}
