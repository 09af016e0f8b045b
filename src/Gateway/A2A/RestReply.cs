using System.Text.Json;
using Actors.Gateway.A2A.Dialects;
using Actors.Wire;

namespace Actors.Gateway.A2A;

/// <summary>Answers in HTTP+JSON: results as they are, errors as a <c>google.rpc.Status</c> (A2A 1.0.1 §11.6).</summary>
internal class RestReply(HttpContext http, WireWriter writer) : A2AReply(http, writer)
{
    public const string MediaType = "application/a2a+json";

    private const string Plain = "application/json";

    /// <summary>That of the protocol (§11.1), but for clients that take only plain JSON, as those of §3.6.1's examples.</summary>
    protected override string ContentType => !Takes(MediaType) && Takes(Plain) ? Plain : MediaType;

    /// <summary>Whether the client takes answers of this type; what it says of the type itself goes before what it says of more (RFC 9110 §12.5.1).</summary>
    private bool Takes(string type) => Request.GetTypedHeaders().Accept is not { Count: > 0 } accepted
        || (accepted.FirstOrDefault(range => range.MediaType == type) ?? accepted.FirstOrDefault(range => range.MediaType == "application/*") ?? accepted.FirstOrDefault(range => range.MatchesAllTypes)) is { Quality: not 0 };

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
