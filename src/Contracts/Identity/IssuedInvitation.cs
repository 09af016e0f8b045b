namespace Actors.Contracts.Identity;

/// <summary>A new invitation. Its link is shown here and never again.</summary>
[GenerateSerializer, Immutable, Alias("identity.IssuedInvitation")]
public sealed record IssuedInvitation
{
    /// <summary>The invitation.</summary>
    [Id(0)] public required Invitation Invitation { get; init; }

    /// <summary>The page where it is accepted, below the address of this server. Whoever opens it may accept: give it to the invited person only. It is mailed to them as well, where the platform has a mail server.</summary>
    [Id(1)] public required string Path { get; init; }
}
