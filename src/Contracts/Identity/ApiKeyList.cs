namespace Actors.Contracts.Identity;

/// <summary>API keys of one user.</summary>
[GenerateSerializer, Immutable, Alias("identity.ApiKeyList")]
public sealed record ApiKeyList
{
    /// <summary>The keys, newest first. Those that ended are listed until new keys take their place.</summary>
    [Id(0)] public required IReadOnlyList<ApiKeyDetails> Keys { get; init; }
}
