using System.Text.Json;
using Actors.Gateway.A2A.Dialects;
using Actors.Wire;

namespace Actors.Gateway.A2A;

/// <summary>Answers in HTTP+JSON: results as they are, errors as a <c>google.rpc.Status</c> (A2A 1.0.1 §11.6).</summary>
internal class RestReply(HttpContext http, WireWriter writer) : A2AReply(http, writer)
{
    public const string MediaType = "application/a2a+json";

    protected override string ContentType => MediaType;

    protected override int Status(A2AError error) => error.Status;

    protected override void WriteResult(Utf8JsonWriter json, Action<Utf8JsonWriter> result) => result(json);

    protected override void WriteError(Utf8JsonWriter json, A2AException error)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, error.Error.Status);
        json.WriteString("status"u8, error.Error.Rpc);
        json.WriteString("message"u8, error.Message);
        ErrorDetails.Write(json, "details"u8, error);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
