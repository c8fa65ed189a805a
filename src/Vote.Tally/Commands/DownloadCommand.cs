using System.CommandLine;
using Vote.Ledger.Records;
using Vote.Tally.Network;
using Vote.Tally.Terminal;

namespace Vote.Tally.Commands;

/// <summary>`download URL RECORD`: copies a published log into a record folder. With `send`, the only commands that use a network.</summary>
internal static class DownloadCommand
{
    public static Command Build(Desk desk)
    {
        var (url, record) = (Options.Path(desk, "url", Texts.LogUrl), Options.Path(desk, "record", Texts.Record));
        return new Command("download", desk.Text(Texts.Download)) { url, record }.Does(desk, async (parsed, token) =>
        {
            var folder = new DirectoryInfo(parsed.GetRequiredValue(record));
            if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            {
                throw Stop.CouldNotRun(Texts.FileExists, folder.FullName);
            }

            using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(5) };
            folder.Create();
            await CopyAsync(new HttpLog(http, Addresses.Parse(parsed.GetRequiredValue(url))), folder, token);
            desk.Say(Texts.Downloaded, folder.FullName);
            return ExitCode.Done;
        });
    }

    private static async Task CopyAsync(HttpLog log, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        try
        {
            await RecordExport.CopyAsync(log, folder, cancellationToken);
        }
        catch (InvalidDataException damaged)
        {
            throw Stop.Rejected(Texts.DownloadDamaged, damaged.Message);
        }
    }
}
