using System.Buffers;
using Actors.Contracts;
using Actors.Gateway.Admission;
using Actors.Gateway.Errors;

namespace Actors.Gateway.JsonRpc;

/// <summary>Gathers the body of a request in the memory where it arrives, and takes room for it and for what reading it will need.</summary>
internal static class BodyText
{
    private const int Copies = 2;
    private const int RowBytes = 24; // what the reader of JSON takes for a value or name, with the half that it grows by

    /// <summary>All of the body, or the beginning of one of more than <see cref="GatewayOptions.MaxBodyBytes"/>. It is there until the body's reader is advanced.</summary>
    /// <exception cref="ActorException">There is no room for it at the moment, or it is compressed.</exception>
    public static async ValueTask<ReadOnlySequence<byte>> Gather(HttpContext http)
    {
        if (http.Request.Headers.ContentEncoding is [{ } encoding] && encoding is not ("" or "identity"))
        {
            http.Response.Headers.AcceptEncoding = "identity"; // RFC 9110 §15.5.16
            throw new ActorException(ErrorKind.UnsupportedMediaType, "Send the body as it is, not compressed: leave Content-Encoding out.");
        }
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            var bytes = read.Buffer;
            try
            {
                BodyRoom.Hold(http, Copies * bytes.Length + (read.IsCompleted && bytes.Length > BodyRoom.Free ? RowBytes * Values(bytes) : 0));
            }
            catch (ActorException)
            {
                reader.AdvanceTo(bytes.End);
                throw;
            }
            if (read.IsCompleted || bytes.Length > GatewayOptions.MaxBodyBytes) return bytes;
            reader.AdvanceTo(bytes.Start, bytes.End);
        }
    }

    /// <summary>How many values and names there are at most: each follows one of these.</summary>
    private static long Values(in ReadOnlySequence<byte> json)
    {
        var count = 0L;
        foreach (var part in json) count += part.Span.Count((byte)',') + part.Span.Count((byte)':') + part.Span.Count((byte)'[') + part.Span.Count((byte)'{');
        return count;
    }
}
