namespace Actors.Contracts.Identity;

/// <summary>Says from where an API key is being used.</summary>
[GenerateSerializer, Immutable, Alias("identity.UseApiKey")]
public sealed record UseApiKey
{
    /// <summary>The IP address of whoever presents the key.</summary>
    [Id(0)] public required string Address { get; init; }
}
