using System.Diagnostics;
using System.Globalization;

namespace Vote.Benchmarks;

/// <summary>
/// Times on a machine that does other things too: processor time, as <c>openssl speed</c> counts it, the best of several rounds.
/// </summary>
internal static class Stopwatches
{
    private const int Rounds = 40;

    /// <summary>Microseconds of one operation, when the action does so many.</summary>
    public static double Microseconds(int operations, Action action)
    {
        for (var warm = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(warm).TotalMilliseconds < 300;)
        {
            action();
        }

        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            action();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMicroseconds);
        }

        return best / operations;
    }

    /// <summary>Microseconds of one ECDH on P-256 by <c>openssl speed</c>, the unit of every figure here.</summary>
    public static double OpenSslEcdh()
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", ["speed", "-seconds", "1", "-mr", "ecdhp256"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var line = process.StandardOutput.ReadToEnd().Split('\n').First(text => text.StartsWith("+F5:", StringComparison.Ordinal));
        process.WaitForExit();
        return 1e6 / double.Parse(line.Split(':')[3], CultureInfo.InvariantCulture);
    }

    public static void Line(TextWriter output, string name, double microseconds, double unit) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44}{microseconds,10:F3} µs{microseconds / unit,9:F3} ECDH"));
}
