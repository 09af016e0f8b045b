using Actors.Contracts;

namespace Actors.Gateway.Errors;

/// <summary>The one place where error codes become HTTP statuses, and foreign exceptions become errors of ours.</summary>
internal static class ErrorMapping
{
    /// <summary>The HTTP status of an error code.</summary>
    public static int Status(string code) => ErrorKind.Of(code).Status;

    /// <summary>What a caller is told of an exception. Whatever is not meant for callers becomes <see cref="ErrorCodes.Internal"/>.</summary>
    public static ActorError Error(Exception exception, string correlationId) => exception switch
    {
        ActorException actor => actor.Error,
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new()
        {
            Code = ErrorKind.BodyTooSlow,
            Message = "The body arrived too slowly to wait for it. Send it without long pauses.",
        },
        BadHttpRequestException bad => new() { Code = ErrorKind.Of(bad.StatusCode).Code, Message = bad.Message },
        IOException { InnerException: OverflowException } => new() { Code = ErrorCodes.InvalidArgument, Message = "A chunk of the body has a size that cannot be." },
        InconsistentStateException => new()
        {
            Code = ErrorCodes.Conflict,
            Message = "Somebody else changed this at the same moment; nothing of yours was saved. Look at it again and repeat the call.",
        },
        SiloUnavailableException or EnumerationAbortedException => new()
        {
            Code = ErrorCodes.UnknownOutcome,
            Message = "The server is restarting; the call may or may not have taken effect. Look before you repeat it.",
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
