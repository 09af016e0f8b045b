using System.Text.Json;

namespace Actors.Gateway.A2A;

/// <summary>The details that an error has in both bindings: an array of <c>google.rpc.ErrorInfo</c> (A2A 1.0.1 §9.5, §11.6).</summary>
internal static class ErrorDetails
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, A2AException error)
    {
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("@type"u8, "type.googleapis.com/google.rpc.ErrorInfo"u8);
        json.WriteString("reason"u8, error.Error.Reason);
        json.WriteString("domain"u8, "a2a-protocol.org"u8);
        json.WriteStartObject("metadata"u8);
        foreach (var (key, value) in error.Details) json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
