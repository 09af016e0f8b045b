namespace Actors.Contracts.Identity;

/// <summary>What was signed out.</summary>
[GenerateSerializer, Immutable, Alias("identity.SignedOut")]
public sealed record SignedOut
{
    /// <summary>What happened and what to do now.</summary>
    [Id(0)] public required string Message { get; init; }
}
