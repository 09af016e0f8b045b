using System.Reflection;
using System.Text.Json;

namespace Actors.Gateway.Mcp;

/// <summary>Who this server says it is, and what it tells models about itself.</summary>
internal static class ServerIdentity
{
    public const string Instructions =
        "Every tool acts for the person who signed in and reaches only what is theirs. A call that fails says what was wrong and what to do; "
        + "its text begins with an error code such as not_found. Dates and times are ISO 8601, in UTC.";

    private static readonly string Version = typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The server as every modern result's <c>_meta</c> names it (2026-07-28, basic: Per-response protocol fields).</summary>
    public static readonly byte[] Meta = Render(json => WriteMetaObject(json, _ => { }));

    /// <summary>The same as a member, with more to say of the server.</summary>
    public static void WriteMeta(Utf8JsonWriter json, Action<Utf8JsonWriter> more)
    {
        json.WritePropertyName("_meta"u8);
        WriteMetaObject(json, more);
    }

    /// <summary>Writes the members of an <c>Implementation</c>; titles came with 2025-06-18.</summary>
    public static void WriteMembers(Utf8JsonWriter json, bool hasTitle)
    {
        json.WriteString("name"u8, "actors"u8);
        if (hasTitle) json.WriteString("title"u8, "Actors"u8);
        json.WriteString("version"u8, Version);
    }

    /// <summary>Writes what is served here: the lists follow from what a caller may do, which can change, and resources from what they have.</summary>
    public static void WriteCapabilities(Utf8JsonWriter json, bool isModern)
    {
        json.WriteStartObject("capabilities"u8);
        foreach (var feature in (ReadOnlySpan<string>)["tools", "resources", "prompts", "completions", "logging"])
        {
            json.WriteStartObject(feature);
            if (feature is "tools" or "resources" or "prompts") json.WriteBoolean("listChanged"u8, true);
            if (feature is "resources") json.WriteBoolean("subscribe"u8, true);
            json.WriteEndObject();
        }
        if (isModern)
        {
            json.WriteStartObject("extensions"u8);
            foreach (var extension in (ReadOnlySpan<string>)[Methods.Tasks.Extension, Methods.Views.Extension])
            {
                json.WriteStartObject(extension);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteMetaObject(Utf8JsonWriter json, Action<Utf8JsonWriter> more)
    {
        json.WriteStartObject();
        json.WriteStartObject("io.modelcontextprotocol/serverInfo"u8);
        WriteMembers(json, hasTitle: true);
        more(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Renders JSON that is written many times.</summary>
    public static byte[] Render(Action<Utf8JsonWriter> write)
    {
        var reply = new Reply();
        write(reply.Json);
        return reply.Written.ToArray();
    }
}
