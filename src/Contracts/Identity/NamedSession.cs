using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A session.</summary>
[GenerateSerializer, Immutable, Alias("identity.NamedSession")]
public sealed record NamedSession
{
    /// <summary>The session, as list_sessions names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string SessionId { get; init; }
}
