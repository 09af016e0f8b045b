using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>An invitation.</summary>
[GenerateSerializer, Immutable, Alias("identity.NamedInvitation")]
public sealed record NamedInvitation
{
    /// <summary>The invitation, as list_invitations names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string InvitationId { get; init; }
}
