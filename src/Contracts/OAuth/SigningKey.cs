namespace Actors.Contracts.OAuth;

/// <summary>What may be known of a key that signs access tokens.</summary>
[GenerateSerializer, Immutable, Alias("oauth.SigningKey")]
public sealed record SigningKey
{
    /// <summary>Its id, as tokens and the key set name it.</summary>
    [Id(0)] public required string KeyId { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    [Id(1)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when it signs, in UTC. It is published before, so that whoever keeps the key set for a while knows it by then.</summary>
    [Id(2)] public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>When it is destroyed, in UTC: once the last token it signed has expired. Absent while none has followed it.</summary>
    [Id(3)] public DateTimeOffset? EndsAt { get; init; }
}
