using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;

namespace Vote.Ledger.Anchors;

/// <summary>What a node answers to one question.</summary>
public abstract record RpcAnswer
{
    private RpcAnswer()
    {
    }

    /// <summary>The result.</summary>
    public sealed record Result(JsonElement Value) : RpcAnswer;

    /// <summary>The node refused; its words are for people only.</summary>
    public sealed record Refused(long Code, string Words) : RpcAnswer;
}

/// <summary>JSON-RPC 2.0 over HTTP, one question a request. The address may hold an access key, so it never stands in a message.</summary>
/// <param name="http">With a timeout; the caller's to dispose. <see cref="NewHttp"/></param>
/// <param name="address">The node.</param>
public sealed class JsonRpcClient(HttpClient http, Uri address)
{
    private const int MaximumAnswer = 1 << 22;
    private const int MaximumWords = 200;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private long asked;

    /// <summary>A client whose requests end: a node that hangs must hold nobody up.</summary>
    public static HttpClient NewHttp(HttpMessageHandler? handler = null) =>
        new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            Timeout = TimeSpan.FromSeconds(20),
            MaxResponseContentBufferSize = MaximumAnswer,
        };

    /// <summary>Asks once.</summary>
    /// <exception cref="HttpRequestException">No answer, none in time, or not the status of one.</exception>
    /// <exception cref="InvalidDataException">The answer is not JSON-RPC.</exception>
    public async Task<RpcAnswer> AskAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref asked);
        using var body = new ReadOnlyMemoryContent(Encode(id, method, parameters));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await http.PostAsync(address, body, cancellationToken);
            var content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return Decode(id, content)
                ?? throw (answer.StatusCode == HttpStatusCode.OK
                    ? new InvalidDataException($"the answer to {method} is not JSON-RPC")
                    : new HttpRequestException($"{method}: status {(int)answer.StatusCode}"));
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{method}: no answer in time", late);
        }
    }

    private static ReadOnlyMemory<byte> Encode(long id, string method, Action<Utf8JsonWriter> parameters)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes);
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteNumber("id", id);
        writer.WriteString("method", method);
        writer.WriteStartArray("params");
        parameters(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return bytes.WrittenMemory;
    }

    private static RpcAnswer? Decode(long id, byte[] content)
    {
        if (!Utf8.IsValid(content))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            var root = document.RootElement;
            var isAnswer = root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("jsonrpc", out var version) && version.ValueKind == JsonValueKind.String && version.ValueEquals("2.0")
                && root.TryGetProperty("id", out var named) && named.ValueKind == JsonValueKind.Number && named.TryGetInt64(out var number) && number == id;
            var (hasResult, hasError) = (root.TryGetProperty("result", out var result), root.TryGetProperty("error", out var error));
            return !isAnswer || hasResult == hasError ? null
                : hasResult ? new RpcAnswer.Result(result.Clone())
                : Refusal(error);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RpcAnswer.Refused? Refusal(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object
        && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt64(out var number)
        && error.TryGetProperty("message", out var words) && words.ValueKind == JsonValueKind.String
            ? new(number, Printable(words.GetString()!))
            : null;

    private static string Printable(string words) =>
        new([.. words.Where(character => !char.IsControl(character)).Take(MaximumWords)]);
}
