using Actors.Contracts;

namespace Actors.Gateway.Errors;

/// <summary>Words for answers that are a bare status: mostly what routing refused.</summary>
internal static class Wording
{
    public static ActorError Of(HttpContext context)
    {
        var kind = ErrorKind.Of(context.Response.StatusCode);
        return new()
        {
            Code = kind.Code,
            Message = kind.Code switch
            {
                ErrorCodes.NotFound => $"There is nothing at {context.Request.Path}.",
                ErrorKind.MethodNotAllowed => NotAllowed(context),
                ErrorKind.UnsupportedMediaType => "This address does not take a body of that type.",
                _ => kind.Remedy,
            },
        };
    }

    /// <summary>A method that the address does not have. The Allow header is set.</summary>
    public static string NotAllowed(HttpContext context) =>
        $"{context.Request.Path} does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.";
}
