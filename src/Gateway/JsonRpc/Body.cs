using System.Buffers;
using System.Text.Json;

namespace Actors.Gateway.JsonRpc;

/// <summary>A request's body as JSON, parsed once, in pooled memory.</summary>
internal readonly struct Body(JsonDocument json, byte[] buffer) : IDisposable
{
    // Readers that differ on which of two members counts would see different messages: one may be checked, the other run.
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    public JsonElement Root => json.RootElement;

    /// <summary>Reads the whole body. The fault says why there is none.</summary>
    public static async ValueTask<(Body Body, BodyFault? Fault)> Read(HttpContext http)
    {
        if (http.Request.ContentLength > GatewayOptions.MaxBodyBytes) return (default, TooLarge);
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            var bytes = read.Buffer;
            if (bytes.Length > GatewayOptions.MaxBodyBytes)
            {
                reader.AdvanceTo(bytes.End);
                return (default, TooLarge);
            }
            if (read.IsCompleted)
            {
                var length = (int)bytes.Length;
                var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
                bytes.CopyTo(buffer);
                reader.AdvanceTo(bytes.End);
                return Parse(buffer, length);
            }
            reader.AdvanceTo(bytes.Start, bytes.End);
        }
    }

    public void Dispose()
    {
        json.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static (Body, BodyFault?) Parse(byte[] buffer, int length)
    {
        try
        {
            if (!JsonText.IsText(buffer.AsSpan(0, length))) throw new JsonException("The strings are not all text.");
            return (new(JsonDocument.Parse(buffer.AsMemory(0, length), Unambiguous), buffer), null);
        }
        catch (JsonException)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return (default, new("The body must be one JSON message in UTF-8, with no member twice.", StatusCodes.Status400BadRequest));
        }
    }

    private static BodyFault TooLarge => new($"The body is larger than {GatewayOptions.MaxBodyBytes / 1024 / 1024} MiB.", StatusCodes.Status413PayloadTooLarge);
}
