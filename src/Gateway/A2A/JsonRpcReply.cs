using System.Runtime.InteropServices;
using System.Text.Json;
using Actors.Gateway.A2A.Dialects;

namespace Actors.Gateway.A2A;

/// <summary>Answers in JSON-RPC 2.0. An error is an answer like any other, with HTTP status 200, but for those that every proxy and client should understand.</summary>
internal sealed class JsonRpcReply : A2AReply
{
    private readonly byte[] id; // of its own: an answer may outlive the body

    /// <param name="http">The request.</param>
    /// <param name="id">Its id, which each answer repeats.</param>
    /// <param name="dialect">The revision to answer in.</param>
    /// <param name="streams">Whether a stream is asked for: clients of 0.3 take nothing else then, not even for an error.</param>
    public JsonRpcReply(HttpContext http, JsonElement id, Dialect dialect, bool streams = false) : base(http, dialect.Writer)
    {
        this.id = id.ValueKind == JsonValueKind.Undefined ? [] : JsonMarshal.GetRawUtf8Value(id).ToArray();
        Streams = streams && dialect == Dialect.V03;
    }

    protected override string ContentType => "application/json";

    protected override int Status(A2AError error) => error == A2AError.RateLimited || error == A2AError.TooLarge ? error.Status : StatusCodes.Status200OK;

    protected override void WriteResult(Utf8JsonWriter json, Action<Utf8JsonWriter> result)
    {
        Begin(json);
        json.WritePropertyName("result"u8);
        result(json);
        json.WriteEndObject();
    }

    protected override void WriteError(Utf8JsonWriter json, A2AException error)
    {
        Begin(json);
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, error.Error.Code);
        json.WriteString("message"u8, error.Message);
        ErrorDetails.Write(json, "data"u8, error);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Begin(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WritePropertyName("id"u8);
        json.WriteRawValue(id.Length == 0 ? "null"u8 : id, skipInputValidation: true);
    }
}
