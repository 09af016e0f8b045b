using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.Errors;

/// <summary>An error as problem details (RFC 9457): the one voice of everything here that answers programs over plain HTTP.</summary>
internal sealed class Problem(ActorError error) : IResult
{
    public const string ContentType = "application/problem+json";

    private const string FewSeconds = "5";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var body = Bytes(error, httpContext);
        response.StatusCode = ErrorMapping.Status(error.Code);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (error.Details.TryGetValue("retryAfter", out var seconds)) response.Headers.RetryAfter = seconds;
        else if (error.Code == ErrorCodes.Unavailable) response.Headers.RetryAfter = FewSeconds;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    /// <summary>The problem as UTF-8 JSON.</summary>
    public static byte[] Bytes(ActorError error, HttpContext context)
    {
        var kind = ErrorKind.Of(error.Code);
        Dictionary<string, object> problem = new()
        {
            ["type"] = $"{context.RequestServices.GetRequiredService<PublicAddress>().Base}{ErrorsPage.Path}#{kind.Code}",
            ["title"] = kind.Title,
            ["status"] = kind.Status,
            ["detail"] = error.Message,
            ["code"] = error.Code,
            ["correlationId"] = context.CorrelationId(),
        };
        if (error.Input is { } input)
        {
            problem["inputRequests"] = input.Requests.ToDictionary(request => request.Key, request => new { method = request.Value.Method, @params = JsonElement.Parse(request.Value.Params) });
            if (input.State is { } state) problem["requestState"] = state;
        }
        if (error.Code == ErrorCodes.InvalidArgument)
        {
            if (error.Details.Count > 0) problem["errors"] = error.Details.Select(detail => Fault(detail, error.Message));
        }
        else
        {
            foreach (var (name, value) in error.Details) problem.TryAdd(name, value);
        }
        return JsonSerializer.SerializeToUtf8Bytes(problem, Json);
    }

    // The schema's details have pointers as names; a grain names the one argument it objects to.
    private static object Fault(KeyValuePair<string, string> detail, string message) => detail.Key == "argument"
        ? new { pointer = $"/{detail.Value}", message }
        : new { pointer = detail.Key, message = detail.Value };
}
