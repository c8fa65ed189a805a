using System.Diagnostics;

namespace Vote.Ledger.Tests.Crashes;

/// <summary>
/// A small file system of its own over a folder, to be filled up or made read-only by the kernel, not by a stand-in. Only root may mount, and
/// not everywhere; where it may not, whoever asks says so and tests nothing.
/// </summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly string folder;

    private MountedDisk(string folder) => this.folder = folder;

    /// <summary>Mounts; nothing, with a word why, where this process may not.</summary>
    internal static MountedDisk? TryMount(string folder, string size, Action<string> say)
    {
        var (done, talk) = Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
        if (!done)
        {
            say($"NOT TESTED: no file system can be mounted here: {talk}");
        }

        return done ? new(folder) : null;
    }

    internal void Resize(string size) => Remount($"size={size}");

    internal void MakeReadOnly() => Remount("ro");

    internal void MakeWritable() => Remount("rw");

    // Files may still be open; the kernel lets go of it with the last one.
    public void Dispose() => Run("umount", "--lazy", folder);

    private void Remount(string option)
    {
        var (done, talk) = Run("mount", "-o", $"remount,{option}", folder);
        Assert.True(done, talk);
    }

    private static (bool Done, string Talk) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            var talk = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode == 0, talk.Trim());
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return (false, missing.Message);
        }
    }
}
