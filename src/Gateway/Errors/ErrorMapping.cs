using Actors.Contracts;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Errors;

/// <summary>The one place where error codes become HTTP statuses, and foreign exceptions become errors of ours.</summary>
internal static class ErrorMapping
{
    /// <summary>The HTTP status of an error code.</summary>
    public static int Status(string code) => code switch
    {
        ErrorCodes.InvalidArgument => StatusCodes.Status400BadRequest,
        ErrorCodes.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorCodes.InsufficientScope => StatusCodes.Status403Forbidden,
        ErrorCodes.NotFound => StatusCodes.Status404NotFound,
        ErrorCodes.Conflict or ErrorCodes.LimitReached => StatusCodes.Status409Conflict,
        ErrorCodes.RateLimited => StatusCodes.Status429TooManyRequests,
        ErrorCodes.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorCodes.Timeout or ErrorCodes.UnknownOutcome => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>What a caller is told of an exception. Whatever is not meant for callers becomes <see cref="ErrorCodes.Internal"/>.</summary>
    public static ActorError Error(Exception exception, string correlationId) => exception switch
    {
        ActorException actor => actor.Error,
        InconsistentStateException => new()
        {
            Code = ErrorCodes.Conflict,
            Message = "Somebody else changed this at the same moment; nothing of yours was saved. Look at it again and repeat the call.",
        },
        TimeoutException => new()
        {
            Code = ErrorCodes.Timeout,
            Message = "The call did not answer in time; it may still take effect. Look before you repeat it.",
        },
        _ => new()
        {
            Code = ErrorCodes.Internal,
            Message = "Something went wrong on our side. Quote the correlation id when you report it.",
            Details = new Dictionary<string, string>(StringComparer.Ordinal) { ["correlationId"] = correlationId },
        },
    };
}
