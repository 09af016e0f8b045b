using System.Text.Json;
using Actors.Gateway.A2A.Dialects;

namespace Actors.Gateway.A2A;

/// <summary>The members of a query, as the JSON they stand for (A2A 1.0 §11.5): texts, numbers and flags are read from texts too.</summary>
internal static class Query
{
    public static ProtoJson Of(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, values) in request.Query)
            {
                json.WritePropertyName(name);
                if (values.ToString() is "true" or "false") json.WriteBooleanValue(values == "true");
                else json.WriteStringValue(values.ToString());
            }
            json.WriteEndObject();
        }
        return ProtoJson.Of(JsonElement.Parse(buffer.ToArray()), "");
    }
}
