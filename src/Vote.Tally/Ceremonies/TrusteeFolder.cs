using System.Security.Cryptography;
using Vote.Crypto.Threshold.Ceremony;
using Vote.Tally.Files;
using Vote.Tally.Terminal;

namespace Vote.Tally.Ceremonies;

/// <summary>Reads back what a state exported.</summary>
internal delegate bool StateImporter<T>(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? state)
    where T : class;

/// <summary>One kind of state: its file, and how it is read and written.</summary>
internal sealed record StateKind<T>(string File, StateImporter<T> TryImport, Func<T, byte[]> Export)
    where T : class
{
    /// <summary>What the sealed file says that it is.</summary>
    public string Label => File.Replace(".sealed", "", StringComparison.Ordinal);
}

/// <summary>The kinds of states, in their order.</summary>
internal static class StateKinds
{
    public static StateKind<IdentityState> Identity { get; } = new("state-1-identity.sealed", IdentityState.TryImport, state => state.Export());

    public static StateKind<CommitState> Commit { get; } = new("state-2-commit.sealed", CommitState.TryImport, state => state.Export());

    public static StateKind<RevealState> Reveal { get; } = new("state-3-reveal.sealed", RevealState.TryImport, state => state.Export());

    public static StateKind<ShareState> Share { get; } = new("state-4-share.sealed", ShareState.TryImport, state => state.Export());

    /// <summary>In the place of the last one: the trustee has complained, and there is no way on. spec §5 (6)</summary>
    public static StateKind<ComplaintMessage> Complaint { get; } = new("complaint.sealed", ComplaintMessage.TryDecode, message => message.Encode());

    public static StateKind<ConfirmedTrustee> Confirmed { get; } = new("trustee.sealed", ConfirmedTrustee.TryImport, state => state.Export());

    /// <summary>All files of a trustee's folder that hold secrets, in the order in which they follow each other.</summary>
    public static IReadOnlyList<string> Files { get; } = [Identity.File, Commit.File, Reveal.File, Share.File, Complaint.File, Confirmed.File];
}

/// <summary>
/// A trustee's own folder. It holds one sealed state at a time: the next one is on the disk before the one before it is deleted,
/// so a step that was interrupted at any point is simply done again.
/// </summary>
internal sealed class TrusteeFolder
{
    private readonly string path;

    public TrusteeFolder(string path)
    {
        this.path = path;
        if (new DirectoryInfo(path).LinkTarget is not null)
        {
            throw Stop.CouldNotRun(Texts.FolderIsLink, path);
        }
    }

    /// <summary>The file of the state that the trustee is in, or null before the first.</summary>
    public string? Current => StateKinds.Files.LastOrDefault(file => InputFile.Exists(At(file)));

    /// <summary>Path of a file in the folder.</summary>
    public string At(string file) => Path.Combine(path, file);

    /// <summary>Whether the trustee is in this state, or has been.</summary>
    public bool HasReached(string stateFile) =>
        Current is { } current && StateKinds.Files.ToList().IndexOf(current) >= StateKinds.Files.ToList().IndexOf(stateFile);

    /// <summary>Opens a state; the caller disposes it.</summary>
    public T Open<T>(StateKind<T> kind, Passphrase passphrase)
        where T : class
    {
        var bytes = SecretFile.Open(At(kind.File), kind.Label, passphrase);
        try
        {
            return kind.TryImport(bytes, out var state) ? state : throw Stop.Rejected(Texts.CeremonyStateBroken, At(kind.File));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Seals a new state, then deletes the ones before it.</summary>
    public void Keep<T>(StateKind<T> kind, T state, Passphrase passphrase)
        where T : class
    {
        var bytes = kind.Export(state);
        try
        {
            SecretFile.Create(At(kind.File), kind.Label, bytes, passphrase);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        DeleteBefore(kind.File);
    }

    /// <summary>Deletes what an interrupted step left behind.</summary>
    public void DeleteBefore(string stateFile)
    {
        foreach (var old in StateKinds.Files.TakeWhile(file => file != stateFile))
        {
            File.Delete(At(old));
        }
    }
}
