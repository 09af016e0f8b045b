using Actors.Gateway.JsonRpc;

namespace Actors.Gateway.A2A;

/// <summary>Reads the body of a request in either binding (A2A 1.0 §9.1, §11.1).</summary>
internal static class RequestBody
{
    /// <summary>The body as JSON, for the caller to dispose of.</summary>
    /// <exception cref="A2AException">It says it is something else, it is too large, or it is none.</exception>
    public static async Task<Body> Read(HttpContext http)
    {
        var type = http.Request.ContentType?.Split(';')[0].Trim();
        if (type is not (RestReply.MediaType or "application/json")) throw new A2AException(A2AError.ContentTypeNotSupported, $"Send the request as application/json or {RestReply.MediaType}, and say so in the header Content-Type.");
        var (body, unreadable) = await Body.Read(http);
        if (unreadable is null) return body;
        throw new A2AException(unreadable.IsTooLarge ? A2AError.TooLarge : A2AError.Unreadable, unreadable.Message);
    }
}
