using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Authentication;
using Actors.Gateway.JsonRpc;

namespace Actors.Gateway.Mcp;

/// <summary>A JSON-RPC error, and the HTTP status that goes with it on a modern revision.</summary>
internal sealed record McpError(int Code, string Message)
{
    private const int ParseErrorCode = -32700;
    private const int InvalidRequestCode = -32600;
    private const int MethodNotFoundCode = -32601;
    private const int InvalidParamsCode = -32602;
    private const int InternalErrorCode = -32603;
    private const int HeaderMismatchCode = -32020;
    private const int ResourceNotFoundCode = -32002;
    private const int RateLimitedCode = 429; // of our own, so outside what is reserved (2026-07-28, basic: Error Codes)
    private const int MissingCapabilityCode = -32021;
    private const int UnsupportedProtocolVersionCode = -32022;

    /// <summary>The HTTP status: errors of the transport have one, errors of a method come with 200.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Writes the members of <c>data</c>, where there are some.</summary>
    public Action<Utf8JsonWriter>? Data { get; init; }

    /// <summary>Writes the members of the error object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("code"u8, Code);
        json.WriteString("message"u8, Message);
        if (Data is not { } data) return;
        json.WriteStartObject("data"u8);
        data(json);
        json.WriteEndObject();
    }

    /// <summary>The body is no JSON.</summary>
    public static McpError Parse(string message) => new(ParseErrorCode, message) { Status = StatusCodes.Status400BadRequest };

    /// <summary>The body cannot be read.</summary>
    public static McpError Of(BodyFault fault) => fault.IsTooLarge ? InvalidRequest(fault.Message, fault.Status) : Parse($"Parse error: {fault.Message}");

    /// <summary>The body is JSON but no message, or HTTP says something that cannot be.</summary>
    public static McpError InvalidRequest(string message, int status = StatusCodes.Status400BadRequest) => new(InvalidRequestCode, message) { Status = status };

    /// <summary>The body is no JSON-RPC message (basic: Messages).</summary>
    public static McpError NoMessage => InvalidRequest(
        "Invalid request: a message is an object with \"jsonrpc\": \"2.0\", a method, params that are an object, and an id that is a string or an integer.");

    /// <summary>Basic, <c>_meta</c>: a request that misses a required field is answered 400.</summary>
    public static McpError InvalidMeta(string message) => new(InvalidParamsCode, message) { Status = StatusCodes.Status400BadRequest };

    /// <summary>The parameters are not those of the method.</summary>
    public static McpError InvalidParams(string message) => new(InvalidParamsCode, message);

    /// <summary>Server, Resources, Error Handling: invalid params on modern revisions, a code of its own on older ones.</summary>
    public static McpError ResourceNotFound(string uri, ProtocolVersion version) =>
        new(version.IsModern ? InvalidParamsCode : ResourceNotFoundCode, "Resource not found: there is nothing at this address, or it is not yours to read.") { Data = data => data.WriteString("uri"u8, uri) };

    /// <summary>What went wrong behind a method whose results have no place for errors.</summary>
    public static McpError Of(ActorError error, HttpContext http) => error.Code switch
    {
        ErrorCodes.InvalidArgument => InvalidParams($"Invalid params: {ErrorText.Of(error)}"),
        ErrorCodes.Internal => Internal(error.Message, http.CorrelationId()),
        ErrorCodes.RateLimited => RateLimited(http, error),
        _ => new(InternalErrorCode, $"{error.Code}: {ErrorText.Of(error)}") { Data = data => data.WriteString("code"u8, error.Code) },
    };

    /// <summary>Streamable HTTP, Protocol Version Header: 404 on modern revisions; older ones say nothing, so 200.</summary>
    public static McpError MethodNotFound(string method, ProtocolVersion version) => new(MethodNotFoundCode, $"Method not found: {method}.")
    {
        Status = version.IsModern ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
    };

    /// <summary>Streamable HTTP, Server Validation.</summary>
    public static McpError HeaderMismatch(string message) => new(HeaderMismatchCode, $"Header mismatch: {message}") { Status = StatusCodes.Status400BadRequest };

    /// <summary>Basic, Missing Required Client Capability: what the client would have to declare.</summary>
    public static McpError MissingCapability(Action<Utf8JsonWriter> required) => new(MissingCapabilityCode, "Missing required client capability")
    {
        Status = StatusCodes.Status400BadRequest,
        Data = data =>
        {
            data.WriteStartObject("requiredCapabilities"u8);
            required(data);
            data.WriteEndObject();
        },
    };

    /// <summary>Versioning, Protocol Version Negotiation.</summary>
    public static McpError UnsupportedVersion(string requested) => new(UnsupportedProtocolVersionCode, "Unsupported protocol version")
    {
        Status = StatusCodes.Status400BadRequest,
        Data = data =>
        {
            data.WriteStartArray("supported"u8);
            foreach (var version in ProtocolVersion.Supported) data.WriteStringValue(version.Name);
            data.WriteEndArray();
            data.WriteString("requested"u8, requested);
        },
    };

    /// <summary>Too many calls: what HTTP says of it counts for clients and proxies alike, so the answer is a 429 as in REST.</summary>
    public static McpError RateLimited(HttpContext http, ActorError error)
    {
        var retryAfter = error.Details.GetValueOrDefault("retryAfter");
        if (retryAfter is not null) http.Response.Headers.RetryAfter = retryAfter;
        return new(RateLimitedCode, error.Message)
        {
            Status = StatusCodes.Status429TooManyRequests,
            Data = data =>
            {
                data.WriteString("code"u8, error.Code);
                if (retryAfter is not null) data.WriteString("retryAfter"u8, retryAfter);
            },
        };
    }

    /// <summary>More streams than may be open. The specification gives it no code, so that it is told as any other limit.</summary>
    public static McpError TooManyStreams(string message) => new(RateLimitedCode, message) { Status = StatusCodes.Status429TooManyRequests };

    /// <summary>A fault of ours, found in the logs by its correlation id.</summary>
    public static McpError Internal(string message, string correlationId) =>
        new(InternalErrorCode, message) { Data = data => data.WriteString("correlationId"u8, correlationId) };
}
