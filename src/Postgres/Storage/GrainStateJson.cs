using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Actors.Postgres.Storage;

/// <summary>
/// How a grain's state is written in bytes, the same under both runtimes and the same for equal states: UTF-8 JSON, camelCase,
/// nulls and what is computed omitted, enums by name, the members in declaration order, immutable dictionaries and sets sorted. Unknown members are
/// skipped when read, so an older version can read what a newer one wrote.
/// </summary>
/// <param name="contexts">Source-generated metadata; what none of them knows is found by reflection.</param>
public sealed class GrainStateJson(IEnumerable<JsonSerializerContext> contexts)
{
    private readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new SortedCollections() },
        TypeInfoResolver = JsonTypeInfoResolver.Combine([.. contexts.Select(c => new GeneratedMetadata(c)), new DefaultJsonTypeInfoResolver()]),
    };

    /// <summary>The bytes that are stored.</summary>
    public byte[] Serialize<T>(T? state) => JsonSerializer.SerializeToUtf8Bytes(state, options);

    /// <inheritdoc cref="Serialize{T}"/>
    public byte[] Serialize(object state, Type type) => JsonSerializer.SerializeToUtf8Bytes(state, type, options);

    /// <summary>What <see cref="Serialize(object, Type)"/> gave.</summary>
    public object? Deserialize(ReadOnlySpan<byte> payload, Type type) => JsonSerializer.Deserialize(payload, type, options);

    /// <summary>The state that was stored.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="owner">Whose state it is, for the error.</param>
    /// <exception cref="InvalidDataException">The bytes are not a <typeparamref name="T"/>.</exception>
    public T? Deserialize<T>(ReadOnlySpan<byte> payload, string owner)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(payload, options);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The stored state {owner} is not a {typeof(T).Name}: {e.Message}", e);
        }
    }
}
