using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts.Tools;

namespace Actors.Tools;

/// <summary>A tool that can also be read by its address, or a family of addresses.</summary>
public sealed record Resource
{
    /// <summary>What the contract declares: name, title and media type.</summary>
    public required ResourceAttribute Declared { get; init; }

    /// <summary>The tool that answers a reading.</summary>
    public required Tool Tool { get; init; }

    /// <summary>Its address, or their form.</summary>
    public required UriTemplate Template { get; init; }

    /// <summary>Whether the tool answers with contents ready to be sent, rather than with a record.</summary>
    public required bool IsContents { get; init; }

    /// <summary>What completes the placeholders, by their names.</summary>
    public required IReadOnlyDictionary<string, Capability> Completions { get; init; }

    /// <summary>What answers which of a template's resources a caller has, if something does.</summary>
    public Capability? List { get; init; }

    /// <summary>Whether it is a family of resources.</summary>
    public bool IsTemplate => Template.Parameters.Count > 0;

    /// <summary>The tool's arguments for what stands in the placeholders.</summary>
    public JsonElement Arguments(IReadOnlyList<string> values) =>
        JsonSerializer.SerializeToElement(new JsonObject(Template.Parameters.Zip(values, (name, value) => KeyValuePair.Create(name, (JsonNode?)value))));
}
