using System.Buffers;
using System.Diagnostics;

namespace Actors.Gateway.Errors;

/// <summary>Gives each request the id that its answer, its log lines and its grain calls share.</summary>
internal static class Correlation
{
    public const string Header = "X-Correlation-Id";

    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly Func<ILogger, string, IDisposable?> LogScope = LoggerMessage.DefineScope<string>("CorrelationId: {CorrelationId}");

    /// <summary>Settles the request's id and answers with it; log lines carry it until the returned scope ends.</summary>
    public static IDisposable? Begin(HttpContext context, ILogger logger)
    {
        var id = IdOf(context);
        context.TraceIdentifier = id;
        context.Response.Headers[Header] = id;
        return LogScope(logger, id);
    }

    /// <summary>The caller's own id if it has the form of one, else the trace's, which continues the caller's <c>traceparent</c>.</summary>
    private static string IdOf(HttpContext context) =>
        context.Request.Headers.TryGetValue(Header, out var sent) && sent is [{ Length: > 0 and <= MaxLength } id] && !id.AsSpan().ContainsAnyExcept(Allowed)
            ? id
            : Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString() : context.TraceIdentifier;
}
