using System.Net;
using Vote.Ledger.Files;

namespace Vote.Api.Tests.Http;

/// <summary>A published log read over HTTP.</summary>
internal sealed class HttpLog(HttpClient http, string prefix) : ILogFiles
{
    public async Task<byte[]> ReadAsync(LogPath path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"{prefix}/{path.Text}", cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? throw new FileNotFoundException(path.Text)
            : await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public async Task<bool> ExistsAsync(LogPath path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{prefix}/{path.Text}");
        using var answer = await http.SendAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public Task CreateAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ReplaceAsync(LogPath path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(LogPath path, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IDisposable? TryLock() => throw new NotSupportedException();
}
