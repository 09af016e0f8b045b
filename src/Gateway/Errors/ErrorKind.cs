using Actors.Contracts;

namespace Actors.Gateway.Errors;

/// <summary>What an error code means over HTTP, in one table: the answers, their documentation and OpenAPI are read from it.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>, or of the codes here for what only HTTP can get wrong.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The kind in a few words, the same each time.</param>
/// <param name="Remedy">What a caller can do about it.</param>
internal sealed record ErrorKind(string Code, int Status, string Title, string Remedy)
{
    public const string MethodNotAllowed = "method_not_allowed";
    public const string BodyTooSlow = "body_too_slow";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";

    private static readonly ErrorKind Fault = new(ErrorCodes.Internal, 500, "Internal error",
        "It is our fault, and logged. Quote the correlation id when you report it.");

    /// <summary>Every kind, by status.</summary>
    public static readonly IReadOnlyList<ErrorKind> All =
    [
        new(ErrorCodes.InvalidArgument, 400, "Invalid argument", "Correct what the errors point at."),
        new(ErrorCodes.Unauthenticated, 401, "Not signed in", "Send an access token or an API key; the WWW-Authenticate header says where to get a token."),
        new(ErrorCodes.InsufficientScope, 403, "Insufficient scope", "Sign in again and ask for the scopes that are named, or use an API key that has them."),
        new(ErrorCodes.Forbidden, 403, "Forbidden", "Your role does not allow it: ask an owner of your organisation, or an operator of the platform where the message says so."),
        new(ErrorCodes.NotFound, 404, "Not found", "Check the address and the ids in it. What belongs to others does not exist for you."),
        new(MethodNotAllowed, 405, "Method not allowed", "Use a method that the Allow header names."),
        new(BodyTooSlow, 408, "Body too slow", "Send the body without long pauses."),
        new(ErrorCodes.Conflict, 409, "Conflict", "Look at the present state and decide again."),
        new(ErrorCodes.LimitReached, 409, "Limit reached", "Delete something first, or ask for a higher limit."),
        new(BodyTooLarge, 413, "Body too large", "Send less at once."),
        new(UnsupportedMediaType, 415, "Unsupported media type", "Send the body as JSON, with Content-Type: application/json."),
        new(ErrorCodes.InputRequired, 422, "Input required", "Answer what inputRequests asks, and repeat the call with inputResponses, and requestState as it came, beside the arguments."),
        new(ErrorCodes.RateLimited, 429, "Too many requests", "Wait as long as the Retry-After header says."),
        Fault,
        new(ErrorCodes.Unavailable, 503, "Unavailable", "Nothing was changed. Repeat the call in a few seconds."),
        new(ErrorCodes.Timeout, 504, "Timeout", "The call may still take effect. Look before you repeat it."),
        new(ErrorCodes.UnknownOutcome, 504, "Unknown outcome", "The call may or may not have taken effect. Look before you repeat it."),
    ];

    private static readonly Dictionary<string, ErrorKind> ByCode = All.ToDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>The kind of this code; a code that nobody knows is a fault of ours.</summary>
    public static ErrorKind Of(string code) => ByCode.GetValueOrDefault(code, Fault);

    /// <summary>The kind that an HTTP status alone stands for.</summary>
    public static ErrorKind Of(int status) =>
        All.FirstOrDefault(kind => kind.Status == status) ?? Of(status < 500 ? ErrorCodes.InvalidArgument : ErrorCodes.Internal);
}
