namespace Actors.Contracts.Identity;

/// <summary>What the invited person says of themselves.</summary>
[GenerateSerializer, Immutable, Alias("identity.AcceptInvitation")]
public sealed record AcceptInvitation
{
    /// <summary>The name to show.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The password they choose or, where they have an account, have, and where they are.</summary>
    [Id(1)] public required SignInAttempt Attempt { get; init; }
}
