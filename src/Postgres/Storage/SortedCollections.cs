using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Postgres.Storage;

/// <summary>Writes immutable dictionaries and sets in ordinal order: their own differs from process to process.</summary>
internal sealed class SortedCollections : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType
        && typeToConvert.GetGenericTypeDefinition() is var type
        && (type == typeof(ImmutableHashSet<>)
            || (type == typeof(ImmutableDictionary<,>) && typeToConvert.GenericTypeArguments[0] == typeof(string)));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeToConvert.GenericTypeArguments switch
        {
            [var item] => typeof(Set<>).MakeGenericType(item),
            [_, var value] => typeof(Dictionary<>).MakeGenericType(value),
            _ => throw new NotSupportedException(),
        })!;

    private sealed class Set<T> : JsonConverter<ImmutableHashSet<T>>
    {
        private static readonly IComparer<T> Order = StringComparer.Ordinal as IComparer<T> ?? Comparer<T>.Default;

        public override ImmutableHashSet<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T[]>(ref reader, options)?.ToImmutableHashSet();

        public override void Write(Utf8JsonWriter writer, ImmutableHashSet<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Order(Order).ToArray(), options);
    }

    private sealed class Dictionary<T> : JsonConverter<ImmutableDictionary<string, T>>
    {
        public override ImmutableDictionary<string, T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<SortedDictionary<string, T>>(ref reader, options)?.ToImmutableDictionary();

        public override void Write(Utf8JsonWriter writer, ImmutableDictionary<string, T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new SortedDictionary<string, T>(value, StringComparer.Ordinal), options);
    }
}
