using System.Text.Json;

namespace Actors.Tools.Schemas;

/// <summary>Compiles a schema and what it refers to, each part once. References lead within the schema only: nothing is ever fetched.</summary>
internal sealed class SchemaReferences(JsonElement root)
{
    private readonly Dictionary<string, Lazy<SchemaNode>> referred = new(StringComparer.Ordinal);

    public SchemaNode Compile(JsonElement schema) => new(schema, this);

    /// <summary>The schema at a reference, compiled when it is first checked: it may contain the one that refers to it.</summary>
    /// <exception cref="NotSupportedException">There is none in this schema.</exception>
    public Lazy<SchemaNode> At(string reference)
    {
        if (referred.TryGetValue(reference, out var known)) return known;
        var schema = reference == "#" ? root
            : reference.StartsWith("#/", StringComparison.Ordinal) ? AtPointer(reference)
            : reference.StartsWith('#') ? WithAnchor(root, reference[1..]) ?? throw Unknown(reference)
            : throw Unknown(reference);
        return referred[reference] = new(() => Compile(schema));
    }

    private JsonElement AtPointer(string reference)
    {
        var found = root;
        foreach (var part in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found)) throw Unknown(reference);
        }
        return found;
    }

    private static JsonElement? WithAnchor(JsonElement schema, string anchor)
    {
        if (schema.ValueKind != JsonValueKind.Object) return null;
        if (schema.TryGetProperty("$anchor"u8, out var named) && named.ValueEquals(anchor)) return schema;
        foreach (var member in schema.EnumerateObject())
            if (WithAnchor(member.Value, anchor) is { } found) return found;
        return null;
    }

    private static NotSupportedException Unknown(string reference) => new($"The reference {reference} leads out of its schema; references lead within it.");
}
