using Actors.Contracts;
using Actors.Gateway.Errors;

namespace Actors.Gateway.A2A;

/// <summary>An error on its way to the binding that words it.</summary>
internal sealed class A2AException(A2AError error, string message, IReadOnlyDictionary<string, string>? details = null) : Exception(message)
{
    public A2AError Error => error;

    /// <summary>What there is to know beside the message, by name.</summary>
    public IReadOnlyDictionary<string, string> Details { get; } = details ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A field of the request is wrong.</summary>
    /// <param name="field">Its path in the request, such as <c>message.parts</c>.</param>
    /// <param name="message">What is wrong with it, and what would be right.</param>
    public static A2AException Invalid(string field, string message) =>
        new(A2AError.InvalidParams, message, new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = field });

    /// <summary>What a grain said, in the protocol's words.</summary>
    /// <param name="error">The error.</param>
    /// <param name="conflict">What it means here that the task is not in the state for it.</param>
    public static A2AException Of(ActorError error, A2AError conflict) => new(error.Code switch
    {
        ErrorCodes.NotFound => A2AError.TaskNotFound,
        ErrorCodes.Conflict => conflict,
        ErrorCodes.InvalidArgument => A2AError.InvalidParams,
        ErrorCodes.Forbidden or ErrorCodes.InsufficientScope => A2AError.Forbidden,
        ErrorCodes.RateLimited or ErrorCodes.LimitReached => A2AError.RateLimited,
        ErrorCodes.Unavailable => A2AError.Unavailable,
        ErrorKind.UnsupportedMediaType => A2AError.ContentTypeNotSupported,
        ErrorKind.BodyTooSlow => A2AError.InvalidRequest,
        ErrorCodes.Timeout or ErrorCodes.UnknownOutcome => A2AError.UnknownOutcome,
        _ => A2AError.Internal,
    }, error.Message, error.Details);
}
