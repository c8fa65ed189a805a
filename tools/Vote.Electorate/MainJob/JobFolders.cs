namespace Vote.Electorate.MainJob;

/// <summary>
/// Where each person and machine of an election keeps what is theirs. Trustees have a folder each, and nothing secret stands in two places.
/// </summary>
internal sealed class JobFolders(DirectoryInfo root)
{
    /// <summary>The whole job.</summary>
    public DirectoryInfo Root => root;

    /// <summary>Sealed secret and public key files of the offices.</summary>
    public string Keys => At("keys");

    /// <summary>Roll, slot book, tag key: the registrar's.</summary>
    public string Registrar => At("registrar");

    /// <summary>The stick on which trustees hand each other messages.</summary>
    public string Exchange => At("exchange");

    /// <summary>What is public before the opening: slot list, ceremony, manifest, authorities.</summary>
    public string Public => At("public");

    /// <summary>The server's folder.</summary>
    public DirectoryInfo Server => new(At("server"));

    /// <summary>Entries on their way between people.</summary>
    public string Entries => At("entries");

    /// <summary>The record, as a stranger has downloaded it after the close.</summary>
    public string Record => At("record");

    /// <summary>The passphrase of every sealed file here: this is a rehearsal.</summary>
    public string Passphrase => Path.Combine(root.FullName, "passphrase.txt");

    public string Manifest => Path.Combine(Public, "manifest.json");

    public string Ceremony => Path.Combine(Public, "ceremony.json");

    public string Slots => Path.Combine(Registrar, "slots.json");

    /// <summary>A trustee's own folder.</summary>
    public string Trustee(int trustee) => At($"trustee-{trustee}");

    /// <summary>The copy of the record that is completed with these trustees' shares.</summary>
    public string Copy(IEnumerable<int> trustees) => At($"record-shares-{string.Join('-', trustees)}");

    public string Entry(string name) => Path.Combine(Entries, name + ".entry");

    /// <summary>Makes the folders that nobody else makes.</summary>
    public void Create()
    {
        foreach (var folder in new[] { root.FullName, Keys, Exchange, Public, Entries })
        {
            Directory.CreateDirectory(folder);
        }
    }

    private string At(string name) => Path.Combine(root.FullName, name);
}
