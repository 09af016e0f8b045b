namespace Actors.Postgres.Storage;

/// <summary>Gives the storage providers that come with Orleans the bytes of <see cref="GrainStateJson"/>.</summary>
internal sealed class GrainStateSerializer(GrainStateJson json) : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(json.Serialize(input));

    public T? Deserialize<T>(BinaryData input) => json.Deserialize<T>(input.ToMemory().Span, $"as {typeof(T).Name}");
}
