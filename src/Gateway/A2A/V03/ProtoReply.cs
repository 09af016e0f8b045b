using System.Text.Json;
using Actors.Gateway.A2A.Dialects;

namespace Actors.Gateway.A2A.V03;

/// <summary>Answers in 0.3's HTTP+JSON, whose errors have the codes of JSON-RPC.</summary>
internal sealed class ProtoReply(HttpContext http) : RestReply(http, Dialect.V03Rest.Writer)
{
    protected override string ContentType => "application/json";

    protected override ReadOnlySpan<byte> ErrorEvent => "event: error\n"u8;

    protected override void WriteError(Utf8JsonWriter json, A2AException error)
    {
        json.WriteStartObject();
        json.WriteNumber("code"u8, error.Error.Code);
        json.WriteString("message"u8, error.Message);
        ErrorDetails.Write(json, "data"u8, error);
        json.WriteEndObject();
    }
}
