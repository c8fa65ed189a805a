namespace Vote.Api.Elections;

/// <summary>Where the files of an election lie on the server.</summary>
/// <param name="root">The election's folder.</param>
/// <param name="checkpoint">
/// The checkpoint store: on another disk, outside the backup of the rest. spec/ledger.md §9 (2)
/// </param>
public sealed class HouseFolder(DirectoryInfo root, FileInfo? checkpoint = null)
{
    /// <summary>Accepted entries.</summary>
    public FileInfo Entries => FileAt("entries.sqlite");

    /// <summary>Nonces, sign-ins and pending enrolments.</summary>
    public FileInfo Enrolments => FileAt("enrolments.sqlite");

    /// <summary>The newest head.</summary>
    public FileInfo Checkpoint => checkpoint ?? FileAt("checkpoint.sqlite");

    /// <summary>The newest checkpoint that had the quorum: only a shortcut, since witnesses can be asked again.</summary>
    public FileInfo Cosigned => FileAt("cosigned-checkpoint");

    /// <summary>What was decided and sent about the anchor. It may be lost: the chain is asked.</summary>
    public FileInfo Anchor => FileAt("anchor.sqlite");

    /// <summary>The published log.</summary>
    public DirectoryInfo Log => At("log");

    /// <summary>Files on their way to the log.</summary>
    public DirectoryInfo Work => At("work");

    /// <summary>Sealed private records.</summary>
    public DirectoryInfo Evidence => At("evidence");

    /// <summary>Once it is there, ballots are refused, also after a restart. An operator may make it to end voting early.</summary>
    public FileInfo Closed => FileAt("intake-closed");

    /// <summary>Makes the folders.</summary>
    public void Create()
    {
        foreach (var folder in new[] { root, Log, Work, Evidence })
        {
            folder.Create();
        }
    }

    private DirectoryInfo At(string name) => new(Path.Combine(root.FullName, name));

    private FileInfo FileAt(string name) => new(Path.Combine(root.FullName, name));
}
