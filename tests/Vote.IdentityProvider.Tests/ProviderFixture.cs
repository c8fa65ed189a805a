using Microsoft.AspNetCore.Builder;
using Vote.Canonical;
using Vote.Canonical.Signatures;
using Vote.Identity.Acts;
using Vote.Identity.Persons;
using Vote.IdentityProvider.Configuration;

namespace Vote.IdentityProvider.Tests;

/// <summary>One provider in this process on a free loopback port, two clients of different sectors, three residents.</summary>
public sealed class ProviderFixture : IAsyncLifetime
{
    /// <summary>Its name in tokens; the port it listens on is another.</summary>
    public const string Issuer = "http://127.0.0.1:5201";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("idp-");
    private WebApplication? app;

    internal TestClock Clock { get; } = new();

    internal CapturedLog Log { get; } = new();

    internal RelyingParty City { get; }

    internal RelyingParty Other { get; }

    internal string DataDirectory => folder.FullName;

    internal IReadOnlyList<IdentityAttributes> Residents { get; } =
    [
        Resident("佐藤　葵", "1947-03-02", "茨城県つくば市天久保一丁目1番地", "2"),
        Resident("鈴木　<蓮> & \"湊\"", "2001-11-22", "茨城県つくば市吾妻2丁目2番地", "1"),
        Resident("高橋　凛", "1990-00-00", "茨城県つくば市竹園3丁目3番地", "9"),
    ];

    internal Uri Address => new(app!.Urls.Single());

    public ProviderFixture() => (City, Other) = (new("city", "city.example", Clock), new("other", "other.example", Clock));

    public async Task InitializeAsync()
    {
        app = IdentityProviderHost.Build(Options());
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal Browser NewBrowser() => new(Address);

    internal IdentityProviderOptions Options() => new()
    {
        Issuer = IdentityProvider.Configuration.Issuer.TryParse(Issuer, out var issuer) ? issuer : throw new InvalidOperationException(),
        Listen = new Uri("http://127.0.0.1:0"),
        DataDirectory = folder.FullName,
        Clients = [City.Registration, Other.Registration],
        Residents = Residents,
        Clock = Clock,
        Loggers = [Log],
    };

    /// <summary>A statement as our server would make it.</summary>
    internal ActStatement Statement()
    {
        using var credential = SigningKey.Generate();
        var election = new ActElection(Digest.Sha256("manifest"u8), "令和7年度　つくば市の<試験>選挙");
        return ActStatement.For(election, credential.Public, ActNonce.Draw(), Clock.Now);
    }

    private static IdentityAttributes Resident(string name, string born, string address, string sex) =>
        AttributeText.TryParse(name, out var nameText)
        && BirthDate.TryParse(born, out var date)
        && AttributeText.TryParse(address, out var addressText)
        && Sex.TryParse(sex, out var sexCode)
            ? new IdentityAttributes { Name = nameText, BirthDate = date, Address = addressText, Sex = sexCode }
            : throw new ArgumentException("no resident", nameof(name));
}

/// <summary>All tests share the provider: its authorities take a second to make.</summary>
[CollectionDefinition(Name)]
public sealed class ProviderGroup : ICollectionFixture<ProviderFixture>
{
    public const string Name = "provider";
}
