using System.Net;
using Vote.Ledger.Files;

namespace Vote.Tally.Network;

/// <summary>A published log as a stranger downloads it: plain files under a prefix. Nothing is believed before it is verified.</summary>
/// <param name="http">The client; the caller disposes it.</param>
/// <param name="prefix">The log's address, for example https://vote.example/log/0123….</param>
internal sealed class HttpLog(HttpClient http, Uri prefix) : ILogReader
{
    private readonly string root = prefix.AbsoluteUri.TrimEnd('/') + "/";

    /// <inheritdoc/>
    public async Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(root + path.Text), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            throw new FileNotFoundException($"The log has no {path.Text}.");
        }

        answer.EnsureSuccessStatusCode();
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await ReadAsync(content, path, cancellationToken);
    }

    /// <summary>At most what a file of this kind can have, whatever the server sends.</summary>
    private static async Task<byte[]> ReadAsync(Stream content, LogPath path, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = 1; read > 0;)
        {
            read = await content.ReadAsync(buffer, cancellationToken);
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (bytes.Length > path.MaximumLength)
            {
                throw new InvalidDataException($"{path.Text} is longer than it can be.");
            }
        }

        return bytes.ToArray();
    }
}
