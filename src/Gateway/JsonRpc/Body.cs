using System.Buffers;
using System.Text.Json;
using Actors.Gateway.Admission;

namespace Actors.Gateway.JsonRpc;

/// <summary>A request's body as JSON, parsed once, in pooled memory.</summary>
internal readonly struct Body(JsonDocument json, byte[] buffer, BodyRoom.Share? room) : IDisposable
{
    // Readers that differ on which of two members counts would see different messages: one may be checked, the other run.
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    public JsonElement Root => json.RootElement;

    /// <summary>Reads the whole body. The fault says why there is none.</summary>
    /// <exception cref="Contracts.ActorException">There is no room for it at the moment, or it is compressed.</exception>
    public static async ValueTask<(Body Body, BodyFault? Fault)> Read(HttpContext http)
    {
        if (http.Request.ContentLength > GatewayOptions.MaxBodyBytes) return (default, TooLarge);
        var bytes = await BodyText.Gather(http);
        if (bytes.Length > GatewayOptions.MaxBodyBytes)
        {
            http.Request.BodyReader.AdvanceTo(bytes.End);
            return (default, TooLarge);
        }
        var length = (int)bytes.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        bytes.CopyTo(buffer);
        http.Request.BodyReader.AdvanceTo(bytes.End);
        return Parse(buffer, length, http.Features.Get<BodyRoom.Share>());
    }

    public void Dispose()
    {
        json.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        room?.Dispose();
    }

    private static (Body, BodyFault?) Parse(byte[] buffer, int length, BodyRoom.Share? room)
    {
        try
        {
            if (!JsonText.IsText(buffer.AsSpan(0, length))) throw new JsonException("The strings are not all text.");
            return (new(JsonDocument.Parse(buffer.AsMemory(0, length), Unambiguous), buffer, room), null);
        }
        catch (JsonException)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return (default, new("The body must be one JSON message in UTF-8, with no member twice.", StatusCodes.Status400BadRequest));
        }
    }

    private static BodyFault TooLarge => new($"The body is larger than {GatewayOptions.MaxBodyBytes / 1024 / 1024} MiB.", StatusCodes.Status413PayloadTooLarge);
}
