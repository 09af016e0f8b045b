namespace Actors.Embedded;

/// <summary>The text of a grain type or key.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly string? value;

    private IdSpan(string value) => this.value = value;

    /// <summary>Whether there is no text.</summary>
    public bool IsDefault => string.IsNullOrEmpty(value);

    /// <summary>The text as an id.</summary>
    public static IdSpan Create(string id) => new(id);

    /// <summary>A hash that is the same in every process, and the same that Orleans computes.</summary>
    public uint GetUniformHashCode() => StableHash.ComputeHash(value ?? "");

    /// <inheritdoc />
    public bool Equals(IdSpan other) => string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => value is null ? 0 : value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => value ?? "";

    /// <summary>Whether both are the same text.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
