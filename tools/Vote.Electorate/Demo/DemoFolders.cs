using Vote.Electorate.MainJob;

namespace Vote.Electorate.Demo;

/// <summary>Where the demo keeps everything: the people's folders, the server's, the provider's. A second run goes on with it.</summary>
internal sealed class DemoFolders(DirectoryInfo root)
{
    /// <summary>The folder of the whole demo.</summary>
    public DirectoryInfo Root => root;

    /// <summary>Officers, trustees, registrar: people with machines of their own.</summary>
    public JobFolders People => new(new(At("people")));

    /// <summary>The server's configuration file.</summary>
    public string ServerConfiguration => Path.Combine(At("server"), "server.json");

    /// <summary>The election's folder on the server. docs/server.md</summary>
    public string Election => Path.Combine(At("server"), "election");

    /// <summary>What the server writes.</summary>
    public string State => Path.Combine(Election, "state");

    /// <summary>The provider's configuration file. docs/identity-provider.md</summary>
    public string ProviderConfiguration => Path.Combine(At("provider"), "provider.json");

    /// <summary>The residents that can be picked at the provider.</summary>
    public string Residents => Path.Combine(At("provider"), "residents.json");

    /// <summary>The provider's data, the test JPKI in it.</summary>
    public string ProviderData => Path.Combine(At("provider"), "data");

    /// <summary>Written last: whoever finds it need not prepare again.</summary>
    public string Ready => At("ready");

    private string At(string name) => Path.Combine(root.FullName, name);
}

/// <summary>Where things listen.</summary>
/// <param name="Server">The server, and the voter's pages.</param>
/// <param name="Provider">The digital-ID provider's stand-in.</param>
internal sealed record DemoAddresses(Uri Server, Uri Provider);
