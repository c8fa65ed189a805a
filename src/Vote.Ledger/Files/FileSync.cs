using System.Runtime.InteropServices;

namespace Vote.Ledger.Files;

/// <summary>Makes the names in a directory durable: a rename alone may be lost with the power.</summary>
internal static partial class FileSync
{
    private const int ReadOnlyDirectory = 0x10000; // O_RDONLY | O_DIRECTORY on Linux

    internal static void Directory(string path)
    {
        var descriptor = open(path, ReadOnlyDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open the directory to make it durable: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            if (fsync(descriptor) != 0)
            {
                throw new IOException($"Cannot make the directory durable: error {Marshal.GetLastPInvokeError()}.");
            }
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
}
