namespace Actors.Contracts.Identity;

/// <summary>A password to replace.</summary>
[GenerateSerializer, Immutable, Alias("identity.PasswordChange")]
public sealed record PasswordChange
{
    /// <summary>The password there is.</summary>
    [Id(0)] public required SignInAttempt Current { get; init; }

    /// <summary>The password there is to be: 8 to 256 characters.</summary>
    [Id(1)] public required string New { get; init; }
}
