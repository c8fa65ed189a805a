using System.Data.Common;

namespace Vote.Api.Http;

/// <summary>
/// The process edge of requests: what no handler answers becomes a problem document. The log gets the exception's type and place,
/// never its message, which may quote a request.
/// </summary>
internal static partial class Failures
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            await AnswerEmptyAsync(context);
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? ProblemCode.Oversized : ProblemCode.Malformed);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or DbException)
        {
            LogFailed(Logger(context), exception.GetType().Name, exception.StackTrace ?? "");
            await AnswerAsync(context, ProblemCode.Internal);
        }
    }

    private static Task AnswerEmptyAsync(HttpContext context) => context.Response switch
    {
        { HasStarted: true } or { ContentType: not null } => Task.CompletedTask,
        { StatusCode: StatusCodes.Status404NotFound } => AnswerAsync(context, ProblemCode.NotFound),
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => AnswerAsync(context, ProblemCode.MethodNotAllowed),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => AnswerAsync(context, ProblemCode.UnsupportedMediaType),
        _ => Task.CompletedTask,
    };

    private static Task AnswerAsync(HttpContext context, ProblemCode code)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return Problems.WriteAsync(context, code);
    }

    private static ILogger Logger(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures));

    [LoggerMessage(Level = LogLevel.Error, Message = "a request failed: {Exception} {Place}")]
    private static partial void LogFailed(ILogger logger, string exception, string place);
}
