using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp;

/// <summary>A pooled buffer that answers are written into, so that they leave in one piece with their length known.</summary>
internal sealed class Reply : IResettable
{
    private const int LargestPooled = 256 * 1024;
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private ReadOnlyMemory<byte> kept;

    // Answers are application/json and never part of a page, so that quotes and non-ASCII need no \u escapes.
    public Utf8JsonWriter Json { get; }

    public Reply() => Json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>What was written; good until more is.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            if (!kept.IsEmpty) Take();
            Json.Flush();
            return buffer.WrittenMemory;
        }
    }

    /// <summary>The same in two pieces, the second of which may be kept elsewhere.</summary>
    public (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Kept) Pieces => (Head(), kept);

    public void Clear()
    {
        kept = default;
        buffer.ResetWrittenCount();
        Json.Reset();
    }

    bool IResettable.TryReset()
    {
        Clear();
        return buffer.Capacity <= LargestPooled;
    }

    /// <summary>Begins the answer to a request, in place of what was written before; the writer is left where the result's members go.</summary>
    public void BeginResult(JsonElement id)
    {
        Begin(id);
        Json.WriteStartObject("result"u8);
    }

    public void EndResult()
    {
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    /// <summary>Answers a request with a result that is JSON already.</summary>
    public void Result(JsonElement id, ReadOnlySpan<byte> result)
    {
        Begin(id);
        Json.WritePropertyName("result"u8);
        Json.WriteRawValue(result, skipInputValidation: true);
        Json.WriteEndObject();
    }

    /// <summary>Answers a request with a result that is kept elsewhere, and not copied here: it may be long. Behind it stands the brace that ends the answer.</summary>
    public void Kept(JsonElement id, ReadOnlyMemory<byte> resultAndBrace)
    {
        Begin(id);
        Json.WritePropertyName("result"u8);
        kept = resultAndBrace;
    }

    /// <summary>Answers with an error. Where the id of the request is not known, JSON-RPC says null (§5.1) and MCP, since 2025-11-25, nothing.</summary>
    public void Error(JsonElement id, McpError error, bool nullId = false)
    {
        Begin(id);
        if (nullId && id.ValueKind == JsonValueKind.Undefined) Json.WriteNull("id"u8);
        Json.WriteStartObject("error"u8);
        error.Write(Json);
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    /// <summary>An id, or a progress token, exactly as the client wrote it.</summary>
    public void Verbatim(ReadOnlySpan<byte> name, JsonElement value)
    {
        Json.WritePropertyName(name);
        Json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

    private ReadOnlyMemory<byte> Head()
    {
        Json.Flush();
        return buffer.WrittenMemory;
    }

    private void Take()
    {
        Json.Flush();
        buffer.Write(kept.Span);
        kept = default;
    }

    private void Begin(JsonElement id)
    {
        Clear();
        Json.WriteStartObject();
        Json.WriteString("jsonrpc"u8, "2.0"u8);
        if (id.ValueKind != JsonValueKind.Undefined) Verbatim("id"u8, id);
    }
}
