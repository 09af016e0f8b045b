using Actors.Contracts;
using Actors.Gateway.Authentication;
using Actors.Gateway.Pages;

namespace Actors.Gateway.Errors;

/// <summary>
/// The outermost of our middleware: every answer gets a correlation id and is what its type says, every exception becomes an error that is safe to
/// show and is logged once, and an error without words gets some.
/// </summary>
internal sealed partial class ErrorHandler(ILogger<ErrorHandler> logger)
{
    public async Task Handle(HttpContext context, RequestDelegate next)
    {
        using var scope = Correlation.Begin(context, logger);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
            if (IsWordless(context.Response)) await Answer(context, Wording.Of(context));
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception)
        {
            var error = Report(exception, context);
            if (context.Response.HasStarted) context.Abort();
            else await Answer(context, error);
        }
    }

    /// <summary>What the caller is told of an exception; the logs are told the rest if it is a fault of ours.</summary>
    public ActorError Report(Exception exception, HttpContext context)
    {
        var error = ErrorMapping.Error(exception, context.CorrelationId());
        if (error.Code == ErrorCodes.Internal) LogFault(exception, context.Request.Method, context.Request.Path);
        else if (ErrorMapping.Status(error.Code) > 500) LogFailure(context.Request.Method, context.Request.Path, error.Code, error.Message);
        return error;
    }

    private static bool IsWordless(HttpResponse response) =>
        response.StatusCode >= 400 && response is { HasStarted: false, ContentLength: null, ContentType: null };

    private static Task Answer(HttpContext context, ActorError error) => IsBrowser(context.Request)
        ? ErrorPage.Show(ErrorKind.Of(error.Code).Title, error.Message, ErrorMapping.Status(error.Code)).ExecuteAsync(context)
        : new Problem(error).ExecuteAsync(context);

    private static bool IsBrowser(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed through a fault of ours")]
    private partial void LogFault(Exception exception, string method, string path);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} failed: {Code}. {Reason}")]
    private partial void LogFailure(string method, string path, string code, string reason);
}
