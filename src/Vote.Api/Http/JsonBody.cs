using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vote.Api.Http;

/// <summary>What came of reading a request's body.</summary>
internal abstract record BodyResult<T>
{
    private BodyResult()
    {
    }

    internal sealed record Read(T Value) : BodyResult<T>;

    internal sealed record Refused(ProblemCode Code) : BodyResult<T>;
}

/// <summary>Reads JSON with limits first: unknown, missing and repeated members refuse it.</summary>
internal static class JsonBody
{
    /// <summary>Requests and answers alike.</summary>
    public static JsonSerializerOptions Options { get; } = Configured(new(JsonSerializerDefaults.Web));

    /// <summary>Sets what our JSON is.</summary>
    public static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        return options;
    }

    /// <summary>Reads a body of at most so many bytes.</summary>
    public static async Task<BodyResult<T>> ReadAsync<T>(HttpRequest request, long maximum, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return new BodyResult<T>.Refused(ProblemCode.UnsupportedMediaType);
        }

        if (await BytesAsync(request, maximum, cancellationToken) is not { } body)
        {
            return new BodyResult<T>.Refused(ProblemCode.Oversized);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, Options) is { } value
                ? new BodyResult<T>.Read(value)
                : new BodyResult<T>.Refused(ProblemCode.Malformed);
        }
        catch (JsonException)
        {
            return new BodyResult<T>.Refused(ProblemCode.Malformed);
        }
    }

    /// <summary>Nothing when it is longer.</summary>
    private static async Task<ReadOnlyMemory<byte>?> BytesAsync(HttpRequest request, long maximum, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maximum)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (var read = await request.Body.ReadAsync(buffer, cancellationToken);
            read > 0 && body.Length <= maximum;
            read = await request.Body.ReadAsync(buffer, cancellationToken))
        {
            body.Write(buffer, 0, read);
        }

        // Not "null", which would become an empty memory.
        return body.Length > maximum ? default(ReadOnlyMemory<byte>?) : body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
