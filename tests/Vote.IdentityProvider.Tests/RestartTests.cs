using Microsoft.AspNetCore.Builder;

namespace Vote.IdentityProvider.Tests;

/// <summary>A second run over the same folder goes on as the same provider, with the same people.</summary>
[Collection(ProviderGroup.Name)]
public sealed class RestartTests(ProviderFixture provider)
{
    private string Certificates => string.Join(
        '\n', Directory.GetFiles(Path.Combine(provider.DataDirectory, "certificates")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task KeepsKeysSubjectsAndCertificates()
    {
        using var browser = provider.NewBrowser();
        await SignAsync(browser);
        var before = (await SubjectAsync(browser), await browser.Http.GetStringAsync("/jwks"), Certificates);

        await using var second = IdentityProviderHost.Build(provider.Options());
        await second.StartAsync();
        using var later = new Browser(new Uri(second.Urls.Single()));
        await SignAsync(later);
        Assert.Equal(before, (await SubjectAsync(later), await later.Http.GetStringAsync("/jwks"), Certificates));
    }

    [Fact]
    public void KeepsItsSecretsToTheOwner()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var name in new[] { "id-token.pk8", "pairwise.key" })
        {
            Assert.Equal(file, File.GetUnixFileMode(Path.Combine(provider.DataDirectory, name)));
        }

        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(provider.DataDirectory));
    }

    private async Task SignAsync(Browser browser)
    {
        var transaction = await provider.City.OpenTransactionAsync(browser.Http, provider.Statement().Encode());
        Assert.NotNull((await browser.AgreeAsync(new AuthorizationQuery(provider.City, transaction), resident: 2))["code"]);
    }

    private async Task<string> SubjectAsync(Browser browser)
    {
        var answer = await browser.AgreeAsync(new AuthorizationQuery(provider.City), resident: 2);
        var (_, body) = await provider.City.RedeemAsync(browser.Http, answer["code"]!);
        return new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(body.GetProperty("id_token").GetString()).Subject;
    }
}
