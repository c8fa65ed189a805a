using System.Data.Common;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Vote.Ledger.Witnessing;

namespace Vote.Tally.Witnessing;

/// <summary>A witness over HTTP: C2SP tlog-witness 1.0.0, `add-checkpoint` and its reading side. spec/ledger.md §10 (1)</summary>
/// <param name="witness">The witness.</param>
/// <param name="failed">Told what could not be stored; the caller of the request hears 500 alone.</param>
internal sealed class WitnessServer(Witness witness, Action<Exception> failed)
{
    private const string Lines = "text/plain; charset=utf-8";

    /// <summary>A server ready to start.</summary>
    /// <param name="listen">An IP address and a port; 0 for any free one.</param>
    public WebApplication Build(IPEndPoint listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, listen));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapPost("/add-checkpoint", AddAsync);
        app.MapGet("/{origin}/checkpoint", FindAsync);
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, IPEndPoint listen)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = CheckpointRequest.MaximumLength;
        kestrel.Limits.MaxConcurrentConnections = 200;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Listen(listen);
    }

    private async Task AddAsync(HttpContext http)
    {
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var answer = CheckpointRequest.TryDecode(body.GetBuffer().AsSpan(0, (int)body.Length), out var request)
                ? await witness.AddAsync(request, http.RequestAborted)
                : new WitnessAnswer.Malformed();
            await WriteAsync(http.Response, answer, http.RequestAborted);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException refused)
        {
            http.Response.StatusCode = refused.StatusCode;
        }
        catch (Exception failure) when (failure is IOException or DbException or UnauthorizedAccessException)
        {
            failed(failure);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static Task WriteAsync(HttpResponse response, WitnessAnswer answer, CancellationToken cancellationToken)
    {
        var (status, type, text) = answer switch
        {
            WitnessAnswer.Cosigned(var cosignature) => (StatusCodes.Status200OK, Lines, cosignature.ToLine()),
            WitnessAnswer.Conflict(var known) =>
                (StatusCodes.Status409Conflict, "text/x.tlog.size", $"{known.Value.ToString(CultureInfo.InvariantCulture)}\n"),
            WitnessAnswer.UnknownOrigin => (StatusCodes.Status404NotFound, Lines, "this log is not followed\n"),
            WitnessAnswer.NotSigned => (StatusCodes.Status403Forbidden, Lines, "the log's signature is missing or wrong\n"),
            WitnessAnswer.Malformed => (StatusCodes.Status400BadRequest, Lines, "not an add-checkpoint request\n"),
            WitnessAnswer.Inconsistent => (StatusCodes.Status422UnprocessableEntity, Lines, "not consistent with what this witness knows\n"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        response.StatusCode = status;
        response.ContentType = type;
        return response.WriteAsync(text, cancellationToken);
    }

    private async Task FindAsync(HttpContext http)
    {
        if (await witness.FindAsync((string)http.Request.RouteValues["origin"]!, http.RequestAborted) is not { } checkpoint)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = Lines;
        await http.Response.Body.WriteAsync(checkpoint.Encode(), http.RequestAborted);
    }
}
