namespace Actors.Embedded;

/// <summary>Which grain: its type and its key, written <c>type/key</c>.</summary>
/// <param name="type">The grain's type.</param>
/// <param name="key">The key, unique within the type.</param>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>
{
    /// <summary>The grain's type.</summary>
    public GrainType Type { get; } = type;

    /// <summary>The key, unique within the type.</summary>
    public IdSpan Key { get; } = key;

    /// <summary>Whether this is no grain's id.</summary>
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    /// <summary>The id of the grain with this type and key.</summary>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <inheritdoc cref="Create(string, string)" />
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new(type, IdSpan.Create(key));
    }

    /// <inheritdoc cref="Create(string, string)" />
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads <c>type/key</c>; the key may itself contain slashes.</summary>
    /// <exception cref="FormatException">There is no slash.</exception>
    public static GrainId Parse(string value) =>
        TryParse(value, out var id) ? id : throw new FormatException($"\"{value}\" is not a grain id: it has the form type/key.");

    /// <summary>Reads <c>type/key</c>, and says whether it is one.</summary>
    public static bool TryParse(string? value, out GrainId result)
    {
        var at = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        result = at < 0 ? default : new(new(IdSpan.Create(value![..at])), IdSpan.Create(value[(at + 1)..]));
        return at >= 0;
    }

    /// <summary>A hash that is the same in every process, and the same that Orleans computes.</summary>
    public uint GetUniformHashCode() => unchecked((Type.GetUniformHashCode() * 31) + Key.GetUniformHashCode());

    /// <inheritdoc />
    public bool Equals(GrainId other) => Key == other.Key && Type == other.Type;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc />
    public override string ToString() => string.Concat(Type.ToString(), "/", Key.ToString());

    /// <summary>Whether both name the same grain.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether they name different grains.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
