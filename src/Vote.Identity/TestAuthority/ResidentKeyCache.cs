using System.Globalization;
using System.Security.Cryptography;

namespace Vote.Identity.TestAuthority;

/// <summary>
/// RSA-2048 keys of invented residents, made in parallel (each takes 0.1–0.4 s of a core) and kept in a folder that the
/// caller chooses outside the source tree. One file a key: <c>NNNNNN.pk8</c>, PKCS#8, not encrypted: they protect nothing.
/// </summary>
public sealed class ResidentKeyCache(string directory)
{
    /// <summary>The keys 0..count−1; missing ones are made, which the progress counts together with the loaded ones.</summary>
    /// <remarks>CPU-bound, so synchronous. The caller disposes of the keys.</remarks>
    public IReadOnlyList<RSA> Take(int count, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        var keys = new RSA[count];
        var done = 0;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            keys[i] = LoadOrCreate(FileOf(i));
            progress?.Report(Interlocked.Increment(ref done));
        });
        return keys;
    }

    /// <summary>The key of one number, made when it is missing. The caller disposes of it.</summary>
    public RSA Take(int number)
    {
        Directory.CreateDirectory(directory);
        return LoadOrCreate(FileOf(number));
    }

    private string FileOf(int number) => Path.Combine(directory, number.ToString("D6", CultureInfo.InvariantCulture) + ".pk8");

    private static RSA LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            Create(file);
        }

        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(File.ReadAllBytes(file), out _);
        return key;
    }

    // Written under another name first: a run that is stopped leaves no half key, and of two runs at once one key stays.
    private static void Create(string file)
    {
        using var key = RSA.Create(2048);
        var unfinished = $"{file}.{Environment.ProcessId}";
        File.WriteAllBytes(unfinished, key.ExportPkcs8PrivateKey());
        try
        {
            File.Move(unfinished, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(unfinished);
        }
    }
}
