using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.OAuth;

/// <summary>Names a connected program.</summary>
[GenerateSerializer, Immutable, Alias("oauth.NamedApplication")]
public sealed record NamedApplication
{
    /// <summary>The program, as list_applications names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string ApplicationId { get; init; }
}
