namespace Actors.Contracts.Identity;

/// <summary>Invitations that can still be accepted.</summary>
[GenerateSerializer, Immutable, Alias("identity.InvitationList")]
public sealed record InvitationList
{
    /// <summary>The invitations, newest first.</summary>
    [Id(0)] public required IReadOnlyList<Invitation> Invitations { get; init; }
}
