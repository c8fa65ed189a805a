using System.Data.Common;
using System.Security.Cryptography;

namespace Vote.Api;

/// <summary>Where failures become an exit code: 1 means that we could not run.</summary>
internal static class ProcessEdge
{
    public static async Task<int> RunAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception exception) when (exception is DbException or IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
